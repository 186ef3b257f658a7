import { describeError } from "@/lib/describe-error";
import { parseShopDomain } from "@/lib/domain/installations/shop-domain";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { beginInstall } from "@/lib/services/installations/begin-install";
import { verifyInstall } from "@/lib/shopify/installations/verify-grant";
import { idSchema } from "@/lib/web/id-schema";
import { installCookie, newInstallSecret, readInstallSecret } from "@/lib/web/install-cookie";

/**
 * The app URL: Shopify opens it, signed, when a merchant installs the app or opens it in the shop's admin. The browser
 * goes on to Shopify's consent page at once; it signs in to the portal afterwards. Without a signature the user connects
 * the shop on the portal's own page.
 */
export async function GET(
  request: Request,
  context: { params: Promise<{ app: string }> },
): Promise<Response> {
  const { origin, shopifyBaseUrl } = getEnv();
  const to = (location: string, cookie?: string) =>
    new Response(null, {
      status: 303,
      headers: {
        location,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        ...(cookie && { "set-cookie": cookie }),
      },
    });
  const app = idSchema.safeParse((await context.params).app);
  const query = new URL(request.url).searchParams;
  if (!app.success || !query.has("hmac")) {
    const shop = parseShopDomain(query.get("shop") ?? "");
    const known = { ...(app.success && { app: app.data }), ...(shop && { shop }) };
    return to(`${origin}/stores/connect?${new URLSearchParams(known)}`);
  }
  try {
    const browserSecret = (await readInstallSecret()) ?? newInstallSecret();
    const begun = await beginInstall(getRuntime(), {
      ...{ appHandle: app.data, query, browserSecret, origin, shopifyBaseUrl, verify: verifyInstall },
    });
    if (begun.kind === "begun") return to(begun.url, installCookie(browserSecret));
    return to(`${origin}/stores/connect?failed=${begun.kind}`);
  } catch (error) {
    getRuntime().log.error("an install could not be begun", describeError(error));
    return to(`${origin}/stores/connect?failed=unknown`);
  }
}
