/** The numeric id in a GID of this type, or null for any other text. */
export function idOf(gid: unknown, type: string): string | null {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)/.exec(String(gid));
  return match?.[1] === type ? (match[2] ?? null) : null;
}
