/** The longest tag that an order takes (recorded for drafts). */
export const TAG_LIMIT = 40;

/** Tags as the shop keeps them: split at commas, trimmed, unique ignoring case (first spelling wins), sorted. */
export function normalizeTags(tags: string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.flatMap((text) => text.split(","))) {
    const trimmed = tag.trim();
    if (trimmed !== "" && !kept.has(trimmed.toLowerCase())) kept.set(trimmed.toLowerCase(), trimmed);
  }
  return [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, tag]) => tag);
}

/** Removal on orders compares the exact case: "red" leaves "Red" (recorded). */
export function withoutTags(tags: string[], removed: string[]): string[] {
  const gone = new Set(removed.flatMap((text) => text.split(",")).map((tag) => tag.trim()));
  return tags.filter((tag) => !gone.has(tag));
}
