import { installation } from "@/db/schema/shopify";

/** What calls to a shop need of its installation: the sealed token, when it and its refresh token end, and whether it is to be exchanged. */
export const accessColumns = {
  id: installation.id,
  shopDomain: installation.shopDomain,
  tokenCipher: installation.tokenCipher,
  tokenIssuedAt: installation.tokenIssuedAt,
  tokenExpiresAt: installation.tokenExpiresAt,
  refreshExpiresAt: installation.refreshExpiresAt,
  exchangeRequestedAt: installation.exchangeRequestedAt,
};

/** The access columns of one installation. */
export type AccessRow = Pick<typeof installation.$inferSelect, keyof typeof accessColumns>;
