/** GraphQL `DateTime`: UTC with a precision of one second (recorded). */
export function dateTime(iso: string | null): string | null {
  return iso === null ? null : `${iso.slice(0, 19)}Z`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  let found = formatters.get(timezone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
    formatters.set(timezone, found);
  }
  return found;
}

/** Offset of a time zone from UTC at a moment, in minutes; east is positive. */
export function offsetMinutes(date: Date, timezone: string): number {
  const part = formatter(timezone)
    .formatToParts(date)
    .find(({ type }) => type === "timeZoneName");
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(part?.value ?? "");
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

/** Time as webhook payloads write it: with the offset of the shop ("2026-11-23T08:00:00-05:00"). */
export function payloadTime(iso: string | null, timezone: string): string | null {
  if (iso === null) return null;
  const date = new Date(iso);
  const offset = offsetMinutes(date, timezone);
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
