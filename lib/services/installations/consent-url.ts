import { redirectUrl } from "./apps/app-addresses";

/**
 * The address of Shopify's consent page, to which a browser goes to grant an app access to a shop.
 *
 * Proved by `tests/http/grants.test.ts`.
 *
 * @param ask.shopifyBaseUrl null for real shops; otherwise the sandbox's address
 */
export function consentUrl(ask: {
  app: { clientId: string; handle: string };
  shopDomain: string;
  scopes: readonly string[];
  state: string;
  origin: string;
  shopifyBaseUrl: string | null;
}): string {
  const { app, shopDomain, shopifyBaseUrl } = ask;
  const host =
    shopifyBaseUrl === null ? `https://${shopDomain}` : `${shopifyBaseUrl.replace(/\/$/, "")}/${shopDomain}`;
  const url = new URL(`${host}/admin/oauth/authorize`);
  url.searchParams.set("client_id", app.clientId);
  url.searchParams.set("scope", ask.scopes.join(","));
  url.searchParams.set("redirect_uri", redirectUrl(ask.origin, app.handle));
  url.searchParams.set("state", ask.state);
  return url.href;
}
