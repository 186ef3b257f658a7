import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import { recordAppCheck } from "@/db/system/installations/apps/record-app-check";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { checkSecret } from "./check-secret";

export type RotateResult =
  /** `checked`: Shopify accepted the new secret. Otherwise it is checked when a store is connected. */
  | { kind: "rotated"; checked: boolean }
  /** Shopify does not accept the new secret. The former one stays. */
  | { kind: "refused" }
  | { kind: "not_found" };

/**
 * Replaces the secret of an app of the acting organization, after Shopify was asked whether it is right, if a shop has the
 * app. Webhooks and grants that are signed with the previous secret stay valid until the secret is replaced once more.
 *
 * Proved by tests/http/apps/app-checks.test.ts.
 */
export async function rotateAppSecret(
  ctx: Ctx,
  input: { handle: string; clientSecret: string },
): Promise<RotateResult> {
  const app = (await listApps(ctx.db, ctx.scope)).find((each) => each.own && each.handle === input.handle);
  if (!app || ctx.scope.merchantIds !== null) return { kind: "not_found" };
  const { handle, clientId, name } = app;
  const clientSecret = input.clientSecret.trim();
  const at = await ctx.clock.now();
  const check = await checkSecret(ctx, { appCredentialId: app.id, clientId, clientSecret });
  if (check === "refused") return { kind: "refused" };
  await saveAppCredential(ctx, {
    ...{ handle, clientId, clientSecret, name, ownerOrganizationId: ctx.scope.organizationId },
  });
  const checked = check === "accepted";
  if (checked) await recordAppCheck(ctx.db, { appCredentialId: app.id, at, fault: null });
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "app.secret_rotated", noun: "app", nounId: app.id, data: { checked } },
    }),
  );
  return { kind: "rotated", checked };
}
