import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { saveAppCredentialRow } from "@/db/system/installations/save-app-credential";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/**
 * Stores a Shopify app's client id and encrypted secret. A new secret keeps the previous one, because Shopify may
 * still sign webhooks with it for a while. Idempotent.
 */
export async function saveAppCredential(
  ctx: SystemCtx,
  input: { handle: string; clientId: string; clientSecret: string },
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
    createdAt: await ctx.clock.now(),
  });
  return { appCredentialId };
}
