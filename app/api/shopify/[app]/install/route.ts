import { parseShopDomain } from "@/lib/domain/installations/shop-domain";
import { getEnv } from "@/lib/env";
import { idSchema } from "@/lib/web/id-schema";

/**
 * The app URL: an installation that begins on Shopify's side arrives here with the shop's domain. The user signs in and
 * connects the shop with it filled in. Nothing is stored, so the signature is not needed yet; the grant that follows is
 * signed.
 */
export async function GET(
  request: Request,
  context: { params: Promise<{ app: string }> },
): Promise<Response> {
  const app = idSchema.safeParse((await context.params).app);
  const shop = parseShopDomain(new URL(request.url).searchParams.get("shop") ?? "");
  const query = new URLSearchParams();
  if (app.success) query.set("app", app.data);
  if (shop) query.set("shop", shop);
  return new Response(null, {
    status: 303,
    headers: { location: `${getEnv().origin}/stores/connect?${query}`, "cache-control": "no-store" },
  });
}
