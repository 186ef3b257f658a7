import { contextOf } from "@/lib/auth/require-session";
import { readSession } from "@/lib/auth/session";
import { describeError } from "@/lib/describe-error";
import { may } from "@/lib/domain/people/role";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { answerInstall } from "@/lib/services/installations/answer-install";
import { finishGrant } from "@/lib/services/stores/finish-grant";
import { verifyGrant } from "@/lib/shopify/installations/verify-grant";
import { idSchema } from "@/lib/web/id-schema";
import { installCookie, readInstallSecret } from "@/lib/web/install-cookie";

/**
 * The redirect URL of an app: Shopify sends the user's browser here after its consent page. Every outcome is shown on a
 * page of the portal; nothing of the query is kept in its address.
 */
export async function GET(
  request: Request,
  context: { params: Promise<{ app: string }> },
): Promise<Response> {
  try {
    const app = idSchema.safeParse((await context.params).app);
    const query = new URL(request.url).searchParams;
    const answer = app.success ? await answerInBrowser(app.data, query) : null;
    if (answer) return answer;
    const signed = await readSession();
    if (signed.kind !== "signed") return to("/sign-in?why=connect");
    if (!may(signed.role, "stores.connect") || signed.scope.merchantIds !== null)
      return failed("not_allowed");
    if (!app.success) return failed("unknown_app");
    const ctx = contextOf(signed);
    const { origin } = getEnv();
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

/**
 * Finishes an install that began on Shopify's side. Its user needs no session yet, but signs in to claim it. Null
 * for the answer to a grant that a user began in the portal.
 */
async function answerInBrowser(appHandle: string, query: URLSearchParams): Promise<Response | null> {
  const browserSecret = await readInstallSecret();
  const answer = await answerInstall(getRuntime(), { appHandle, query, browserSecret, verify: verifyGrant });
  if (answer.kind === "not_an_install") return null;
  const signed = (await readSession()).kind === "signed";
  if (answer.kind === "refused") return signed ? failed(answer.why) : to("/sign-in?why=install_failed");
  const cookie = browserSecret === null ? undefined : installCookie(browserSecret);
  return to(signed ? "/stores/claim" : "/sign-in?why=installed", cookie);
}

function to(path: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      location: `${getEnv().origin}${path}`,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      ...(cookie && { "set-cookie": cookie }),
    },
  });
}

function failed(why: string): Response {
  return to(`/stores/connect?failed=${why}`);
}
