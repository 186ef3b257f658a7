/** The address of an order in its shop's Shopify admin, or, with a base URL, in the sandbox's admin. */
export function shopifyOrderUrl(shopDomain: string, orderGid: string, baseUrl: string | null): string {
  const id = encodeURIComponent(orderGid.split("/").at(-1)?.split("?")[0] ?? "");
  if (baseUrl) return `${baseUrl.replace(/\/$/, "")}/${shopDomain}/admin/orders/${id}`;
  return `https://admin.shopify.com/store/${shopDomain.replace(/\.myshopify\.com$/, "")}/orders/${id}`;
}
