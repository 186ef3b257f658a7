/** Which access tokens an app asks for when a shop is connected. */
export type TokenKind = "expiring" | "permanent";

/** The kinds of tokens in words. The first one is the default of new apps. */
export const tokenKinds: Readonly<Record<TokenKind, { label: string; hint: string }>> = {
  expiring: {
    label: "Expiring",
    hint: "Tokens last an hour and are renewed automatically. Shopify requires them of public apps.",
  },
  permanent: {
    label: "Permanent",
    hint: "Tokens last until the app is uninstalled. For custom apps only.",
  },
};

/** The kind for which new apps ask: public apps must ask for it, and custom apps may. */
export const NEW_APP_TOKENS: TokenKind = "expiring";

/** When an access token ends, and what renews it; without a refresh token the app's client credentials do. */
export type TokenLifetime = {
  /** When it was asked for, which is before Shopify issued it. */
  issuedAt: Date;
  expiresAt: Date;
  refresh: { token: string; expiresAt: Date } | null;
};

/** The times of a stored token. A permanent one has at most a request to exchange it for an expiring one. */
type StoredTimes = {
  tokenIssuedAt: Date | null;
  tokenExpiresAt: Date | null;
  refreshExpiresAt: Date | null;
  exchangeRequestedAt: Date | null;
};

/** A token is renewed this long before its end, or in the last quarter of a shorter life. */
const EARLY_MS = 5 * 60_000;

/** A refresh token is used this long before its end, or in the last third of a shorter life. */
export const KEEP_ALIVE_MS = 30 * 24 * 60 * 60_000;

/** `early`: the token still works, but it or its refresh token ends soon. `ended`: it no longer works. */
type RenewalNeed = "none" | "early" | "ended";

/** Whether a token has to be renewed. A permanent token is renewed only by the exchange that a user requested. */
export function renewalNeed(times: StoredTimes, now: Date): RenewalNeed {
  const { tokenIssuedAt: issuedAt, tokenExpiresAt: endsAt } = times;
  if (issuedAt === null || endsAt === null) return times.exchangeRequestedAt === null ? "none" : "early";
  if (now >= endsAt) return "ended";
  const early = now.getTime() >= endsAt.getTime() - margin({ issuedAt, endsAt }, EARLY_MS, 4);
  return early || needsKeepAlive(times, now) ? "early" : "none";
}

/** Whether a refresh token must be used soon, so that the shop does not have to be connected again. */
export function needsKeepAlive(
  {
    tokenIssuedAt: issuedAt,
    refreshExpiresAt: endsAt,
  }: Pick<StoredTimes, "tokenIssuedAt" | "refreshExpiresAt">,
  now: Date,
): boolean {
  if (issuedAt === null || endsAt === null) return false;
  return now.getTime() >= endsAt.getTime() - margin({ issuedAt, endsAt }, KEEP_ALIVE_MS, 3);
}

function margin({ issuedAt, endsAt }: { issuedAt: Date; endsAt: Date }, most: number, parts: number): number {
  return Math.min(most, (endsAt.getTime() - issuedAt.getTime()) / parts);
}
