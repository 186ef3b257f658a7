export interface App {
  clientId: string;
  clientSecret: string;
  /** The secret before the last change. Shopify may sign with it for up to an hour. */
  previousSecret: string | null;
  handle: string;
  name: string;
  id: string;
  /** The organization on Shopify's side; apps and shops that name none belong to one. */
  organization?: string | null;
}

export interface Token {
  accessToken: string;
  shop: string;
  clientId: string;
  scopes: string[];
  installationId: string;
  /** When the token expires; null = never. */
  expiresAt: string | null;
}

/** A merchant's consent, exchanged once for a token. */
export interface Authorization {
  code: string;
  shop: string;
  clientId: string;
  scopes: string[];
  expiresAt: string;
}

/** A token that renews an expiring access token. */
export interface RefreshToken {
  refreshToken: string;
  /** The access token that was issued with it; older journals have none. */
  accessToken?: string;
  shop: string;
  clientId: string;
  scopes: string[];
  expiresAt: string;
  /** The refresh token that this one replaced. It becomes invalid when this one is used. */
  former: string | null;
}

/** A permanent token that was exchanged for an expiring one, until the exchange can no longer be repeated. */
export interface Exchange {
  permanentToken: string;
  shop: string;
  clientId: string;
  at: string;
  /** The pair that was issued. */
  accessToken: string;
  refreshToken: string;
}
