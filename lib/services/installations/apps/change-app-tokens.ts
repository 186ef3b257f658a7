import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import { changeTokenKind } from "@/db/system/installations/tokens/change-token-kind";
import type { TokenKind } from "@/lib/domain/installations/tokens/token-lifetime";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Changes which tokens an app of the acting organization asks for. Shops that are connected keep theirs until they are connected
 * again, or until `exchangeTokens`. A public app asks for expiring tokens only.
 */
export async function changeAppTokens(
  ctx: Ctx,
  input: { handle: string; tokens: TokenKind },
): Promise<{ kind: "changed" } | { kind: "not_found" | "not_allowed" }> {
  if (ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const { handle, tokens } = input;
  const appCredentialId = await changeTokenKind(ctx.db, ctx.scope, { handle, tokens });
  if (appCredentialId === null) {
    const apps = await listApps(ctx.db, ctx.scope);
    return { kind: apps.some((each) => each.own && each.handle === handle) ? "not_allowed" : "not_found" };
  }
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "app.tokens_changed", noun: "app", nounId: appCredentialId, data: { tokens } },
    }),
  );
  return { kind: "changed" };
}
