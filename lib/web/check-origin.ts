const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request that changes something comes from the portal's own pages. The Origin header must be present and
 * name the portal; Next also accepts requests without it. A portal on a loopback address accepts every loopback name
 * with the same port, because users type either.
 */
export function isOwnOrigin(origin: string | null, portal: string): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const sender = new URL(origin);
  const own = new URL(portal);
  if (sender.origin === own.origin) return true;
  return (
    LOOPBACK.has(own.hostname) &&
    LOOPBACK.has(sender.hostname) &&
    sender.protocol === own.protocol &&
    sender.port === own.port
  );
}
