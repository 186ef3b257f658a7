import { contextOf } from "@/lib/auth/require-session";
import { readSession } from "@/lib/auth/session";
import { describeError } from "@/lib/describe-error";
import { may } from "@/lib/domain/people/role";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { finishGrant } from "@/lib/services/stores/finish-grant";
import { verifyGrant } from "@/lib/shopify/installations/verify-grant";
import { idSchema } from "@/lib/web/id-schema";

/**
 * The redirect URL of an app: Shopify sends the user's browser here after its consent page. Every outcome is shown on a
 * page of the portal; nothing of the query is kept in its address.
 */
export async function GET(
  request: Request,
  context: { params: Promise<{ app: string }> },
): Promise<Response> {
  const { origin } = getEnv();
  const to = (path: string) =>
    new Response(null, {
      status: 303,
      headers: {
        location: `${origin}${path}`,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
      },
    });
  const failed = (why: string) => to(`/stores/connect?failed=${why}`);
  try {
    const signed = await readSession();
    if (signed.kind !== "signed") return to("/sign-in?why=connect");
    if (!may(signed.role, "stores.connect") || signed.scope.merchantIds !== null)
      return failed("not_allowed");
    const app = idSchema.safeParse((await context.params).app);
    if (!app.success) return failed("unknown_app");
    const query = new URL(request.url).searchParams;
    const ctx = contextOf(signed);
    const result = await finishGrant(ctx, { appHandle: app.data, query, origin, verify: verifyGrant });
    if (result.kind === "connected")
      return to(`/stores/${result.storeId}?connected=${result.new ? "new" : "again"}`);
    const scopes = result.scopes.length > 0 ? `&scopes=${result.scopes.join(",")}` : "";
    return failed(`${result.why}${scopes}`);
  } catch (error) {
    getRuntime().log.error("a shop could not be connected", describeError(error));
    return failed("unknown");
  }
}
