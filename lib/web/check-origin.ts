const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request that changes something comes from our own pages. Next lets a request without an Origin
 * through, so this is checked again: the header must be there and name the portal. On a loopback portal every
 * loopback name of the same port will do, because people type either.
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
