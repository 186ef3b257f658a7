export interface App {
  clientId: string;
  clientSecret: string;
  /** Kept after a change of secret: a real sender may sign with it for up to an hour. */
  previousSecret: string | null;
  handle: string;
  name: string;
  id: string;
}

export interface Token {
  accessToken: string;
  shop: string;
  clientId: string;
  scopes: string[];
  installationId: string;
  /** When an expiring token dies; null = never. */
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

/** Renews an expiring token. */
export interface RefreshToken {
  refreshToken: string;
  shop: string;
  clientId: string;
  scopes: string[];
  expiresAt: string;
  /** The one that it was changed for, which dies when this one is used. */
  former: string | null;
}
