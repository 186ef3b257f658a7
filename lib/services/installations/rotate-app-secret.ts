import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/list-apps";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { saveAppCredential } from "./save-app-credential";

/**
 * Replaces the secret of an app of the acting organization. Webhooks and grants that are signed with the previous secret
 * stay valid until the secret is replaced once more.
 */
export async function rotateAppSecret(
  ctx: Ctx,
  input: { handle: string; clientSecret: string },
): Promise<{ kind: "rotated" } | { kind: "not_found" }> {
  const app = (await listApps(ctx.db, ctx.scope)).find((each) => each.own && each.handle === input.handle);
  if (!app) return { kind: "not_found" };
  const { appCredentialId } = await saveAppCredential(ctx, {
    ...{
      handle: app.handle,
      clientId: app.clientId,
      clientSecret: input.clientSecret.trim(),
      name: app.name,
    },
    ownerOrganizationId: ctx.scope.organizationId,
  });
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "app.secret_rotated", noun: "app", nounId: appCredentialId },
    }),
  );
  return { kind: "rotated" };
}
