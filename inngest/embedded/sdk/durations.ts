const unitMs: Record<string, number> = {
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};

/** Parses a duration of the SDK, such as `"30s"` or `"1h30m"`, into milliseconds. Returns null for anything else. */
export function parseDuration(text: string): number | null {
  if (!/^(\d+[wdhms])+$/.test(text)) return null;
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)([wdhms])/g)) {
    ms += Number(amount) * (unitMs[unit ?? ""] ?? 0);
  }
  return ms;
}

/**
 * Returns when a sleep or a wait ends, in milliseconds since 1970.
 *
 * @param text a duration or an ISO date
 * @returns null for anything else, including the empty text that the SDK sends for a duration that it cannot parse
 */
export function parseDue(text: string, now: number): number | null {
  const ms = parseDuration(text);
  if (ms !== null) return now + ms;
  const date = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}

/**
 * Parses a `retry-after` header (seconds or an ISO date) into milliseconds from now. Returns null if it is missing.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : date - now;
}
