/** Why a connection was not begun, and what to do. */
export const connectSentences = {
  limited: "Only a member who sees all merchants connects stores.",
  unknown_shop:
    "This is no Shopify shop. Enter its myshopify.com domain, such as harbour.myshopify.com. It is in Shopify's admin under Settings, Domains.",
  unknown_domain:
    "The shop was renamed, and its new domain is not known yet. Crossdock learns it from the shop's next webhook.",
  unknown_app: "This Shopify app is not registered here any more. Reload the page.",
  unknown_merchant: "This merchant no longer exists. Reload the page.",
  begins_in_shopify:
    "This is a public app. Install it in Shopify: no shop may be entered here. Reload the page.",
  not_found: "It no longer exists, or you do not have access to it. Reload the page.",
  other_organization:
    "The app belongs to another organization. Switch to the organization that registered it.",
} as const;

/** Leaves the page for another one, so that the form stays busy until then. */
export function goTo(address: string): Promise<never> {
  window.location.assign(address);
  return new Promise(() => {});
}
