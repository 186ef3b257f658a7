/** Numeric tail of a GID of this kind, or null when it is something else. */
export function idOf(gid: unknown, type: string): string | null {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)/.exec(String(gid));
  return match?.[1] === type ? (match[2] ?? null) : null;
}
