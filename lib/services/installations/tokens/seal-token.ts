import type { IssuedToken } from "@/lib/shopify/client/gateway";
import type { SecretBox } from "@/lib/shopify/installations/secret-box";

/**
 * An issued token as the columns of its installation: token and refresh token are encrypted.
 *
 * Proved by `tests/faults/shops/renewed-tokens.test.ts`.
 */
export function sealToken(secrets: SecretBox, { accessToken, lifetime }: IssuedToken) {
  return {
    tokenCipher: secrets.seal(accessToken),
    tokenIssuedAt: lifetime?.issuedAt ?? null,
    tokenExpiresAt: lifetime?.expiresAt ?? null,
    refreshCipher: lifetime?.refresh ? secrets.seal(lifetime.refresh.token) : null,
    refreshExpiresAt: lifetime?.refresh?.expiresAt ?? null,
  };
}
