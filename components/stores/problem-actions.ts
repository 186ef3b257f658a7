import type { ProblemAction } from "@/lib/domain/installations/problem";

const SHOPIFY_STATUS = "https://www.shopifystatus.com";

/** `page` is a page of the store's Shopify admin, `href` any other address. */
type Target = { label: string } & ({ page: string } | { href: string });

/** The actions that are links. *Connect the store again* is a button, which goes straight on to Shopify. */
type LinkedAction = Exclude<ProblemAction, "connect_again">;

const targets: Readonly<Record<LinkedAction, Target>> = {
  apps: { label: "Open Shopify apps", href: "/apps" },
  shopify_home: { label: "Open the store in Shopify", page: "" },
  shopify_apps: { label: "Open the store's apps in Shopify", page: "/settings/apps" },
  shopify_billing: { label: "Open the store's billing in Shopify", page: "/settings/billing" },
  shopify_plan: { label: "Open the store's plan in Shopify", page: "/settings/plan" },
  shopify_status: { label: "Open Shopify's status page", href: SHOPIFY_STATUS },
  deliveries: { label: "Show deliveries", href: "/deliveries" },
  check_store: { label: "Show the connection with Shopify", href: "#connection" },
};

/** The link by which a user acts on a problem. */
type ProblemLink = { label: string; href: string };

/**
 * Makes the link of a problem's action.
 *
 * @param baseUrl the sandbox's address, where each shop has one admin page only; null for real shops
 */
export function problemLink(action: LinkedAction, shopDomain: string, baseUrl: string | null): ProblemLink {
  const target = targets[action];
  const { label } = target;
  if ("href" in target) return { label, href: target.href };
  if (baseUrl !== null) return { label, href: `${baseUrl.replace(/\/$/, "")}/${shopDomain}/admin` };
  const shop = shopDomain.replace(/\.myshopify\.com$/, "");
  return { label, href: `https://admin.shopify.com/store/${shop}${target.page}` };
}
