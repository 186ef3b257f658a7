import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { saveAppCredentialRow } from "@/db/system/installations/save-app-credential";
import { type AppDistribution, NEW_APP_DISTRIBUTION } from "@/lib/domain/installations/apps/app-distribution";
import { NEW_APP_TOKENS, type TokenKind } from "@/lib/domain/installations/tokens/token-lifetime";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/**
 * Stores a Shopify app's client id and encrypted secret. A new secret keeps the previous one, because Shopify may
 * still sign webhooks with it for a while. Idempotent.
 *
 * @param input.ownerOrganizationId the organization that registers the app; without it, all organizations may use it
 * @param input.tokens which tokens a new app asks for
 * @param input.distribution how Shopify distributes a new app
 */
export async function saveAppCredential(
  ctx: SystemCtx,
  input: {
    handle: string;
    clientId: string;
    clientSecret: string;
    name?: string;
    ownerOrganizationId?: string;
    tokens?: TokenKind;
    distribution?: AppDistribution;
  },
): Promise<{ appCredentialId: string }> {
  const known = await loadAppCredential(ctx.db, input.handle);
  const same = known !== null && ctx.secrets.open(known.secretCipher) === input.clientSecret;
  if (same && known.clientId === input.clientId) return { appCredentialId: known.id };
  const appCredentialId = await saveAppCredentialRow(ctx.db, {
    id: newId("app"),
    handle: input.handle,
    clientId: input.clientId,
    secretCipher: same ? known.secretCipher : ctx.secrets.seal(input.clientSecret),
    previousSecretCipher: same ? known.previousSecretCipher : (known?.secretCipher ?? null),
    name: input.name ?? known?.name ?? input.handle,
    ownerOrganizationId: input.ownerOrganizationId ?? known?.ownerOrganizationId ?? null,
    checkedAt: same ? known.checkedAt : null,
    fault: same ? known.fault : null,
    tokenKind: known?.tokenKind ?? input.tokens ?? NEW_APP_TOKENS,
    distribution: known?.distribution ?? input.distribution ?? NEW_APP_DISTRIBUTION,
    createdAt: await ctx.clock.now(),
  });
  return { appCredentialId };
}
