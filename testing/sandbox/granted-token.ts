import type { IssuedToken } from "@/lib/shopify/client/gateway";
import type { SandboxControl } from "./sandbox-control";

/** A token as the sandbox's control API issues it. */
type Granted = {
  accessToken: string;
  expiresIn: number | null;
  refreshToken: string | null;
  refreshExpiresIn: number | null;
};

/** Installs an app on a shop of the sandbox without its consent page, and returns the token as from OAuth. */
export async function grantedToken(
  sandbox: SandboxControl,
  issuedAt: Date,
  wanted: { shop: string; clientId: string; scopes: readonly string[]; expiring: boolean },
): Promise<IssuedToken> {
  const { accessToken, expiresIn, refreshToken, refreshExpiresIn } = await sandbox.post<Granted>(
    "/tokens",
    wanted,
  );
  const after = (seconds: number) => new Date(issuedAt.getTime() + seconds * 1_000);
  if (expiresIn === null || refreshToken === null || refreshExpiresIn === null) {
    return { accessToken, lifetime: null };
  }
  const refresh = { token: refreshToken, expiresAt: after(refreshExpiresIn) };
  return { accessToken, lifetime: { issuedAt, expiresAt: after(expiresIn), refresh } };
}
