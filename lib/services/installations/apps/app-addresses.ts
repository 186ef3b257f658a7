/** The addresses of an app that are entered on Shopify's side. */
export type AppAddresses = { appUrl: string; redirectUrl: string; webhookUrl: string };

/**
 * The addresses of an app.
 *
 * Proved by `tests/http/grants.test.ts`.
 *
 * @param origin the portal's public URL
 */
export function appAddresses(origin: string, handle: string): AppAddresses {
  const base = origin.replace(/\/$/, "");
  return {
    appUrl: `${base}/api/shopify/${handle}/install`,
    redirectUrl: redirectUrl(base, handle),
    webhookUrl: `${base}/api/webhooks/shopify/${handle}`,
  };
}

/** The redirect URL of an app, which must be entered on Shopify's side too. */
export function redirectUrl(origin: string, appHandle: string): string {
  return `${origin.replace(/\/$/, "")}/api/shopify/${appHandle}/callback`;
}
