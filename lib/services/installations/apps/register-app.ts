import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import { type AppDistribution, NEW_APP_DISTRIBUTION } from "@/lib/domain/installations/apps/app-distribution";
import { NEW_APP_TOKENS, type TokenKind } from "@/lib/domain/installations/tokens/token-lifetime";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";

export type RegisterAppResult =
  | { kind: "registered"; handle: string }
  /** The organization has an app with this client id already; its secret is changed there. */
  | { kind: "known"; handle: string };

/**
 * Registers a Shopify app for the acting organization: client id, and the secret, which is stored encrypted and never
 * shown again. Shopify's side needs the addresses that contain the returned handle. The caller has checked that the
 * distribution allows the tokens (`allowsTokens`); the database refuses others.
 */
export async function registerApp(
  ctx: Ctx,
  input: {
    name: string;
    clientId: string;
    clientSecret: string;
    tokens?: TokenKind;
    distribution?: AppDistribution;
  },
): Promise<RegisterAppResult> {
  const { tokens = NEW_APP_TOKENS, distribution = NEW_APP_DISTRIBUTION } = input;
  const clientId = input.clientId.trim();
  const known = (await listApps(ctx.db, ctx.scope)).find((app) => app.own && app.clientId === clientId);
  if (known) return { kind: "known", handle: known.handle };
  const handle = handleOf(input.name);
  const { appCredentialId } = await saveAppCredential(ctx, {
    ...{ handle, clientId, clientSecret: input.clientSecret.trim(), name: input.name.trim() },
    ...{ ownerOrganizationId: ctx.scope.organizationId, tokens, distribution },
  });
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "app.registered", noun: "app", nounId: appCredentialId, data: { handle, distribution } },
    }),
  );
  return { kind: "registered", handle };
}

/** A handle for the app's addresses: readable, and unguessable enough to be free among all organizations. */
function handleOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${slug || "app"}-${newId("x").slice(2, 10)}`;
}
