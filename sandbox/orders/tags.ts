/** Maximum length of a tag (recorded for draft orders). */
export const TAG_LIMIT = 40;

/** Tags as the shop stores them: split at commas, trimmed, sorted, and unique ignoring case (the first spelling wins). */
export function normalizeTags(tags: string[]): string[] {
  const kept = new Map<string, string>();
  for (const tag of tags.flatMap((text) => text.split(","))) {
    const trimmed = tag.trim();
    if (trimmed !== "" && !kept.has(trimmed.toLowerCase())) kept.set(trimmed.toLowerCase(), trimmed);
  }
  return [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, tag]) => tag);
}

/** Removes tags. On orders the comparison is case-sensitive: "red" does not remove "Red" (recorded). */
export function withoutTags(tags: string[], removed: string[]): string[] {
  const gone = new Set(removed.flatMap((text) => text.split(",")).map((tag) => tag.trim()));
  return tags.filter((tag) => !gone.has(tag));
}
