const FULL = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * The `*.myshopify.com` domain that a user typed or pasted: the domain, its first part, the shop's address, or an
 * address of Shopify's admin. Null when it is none of these; a shop's own domain cannot be resolved.
 */
export function parseShopDomain(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const admin = /^(?:https?:\/\/)?admin\.shopify\.com\/store\/([a-z0-9][a-z0-9-]*)(?:[/?#]|$)/.exec(text);
  if (admin) return `${admin[1]}.myshopify.com`;
  const host = text.replace(/^https?:\/\//, "").replace(/[/?#].*$/, "");
  const domain = /^[a-z0-9][a-z0-9-]*$/.test(host) ? `${host}.myshopify.com` : host;
  return FULL.test(domain) && domain.length <= 255 ? domain : null;
}
