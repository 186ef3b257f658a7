const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  const of = (zone: string) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, ...parts, ...clock, timeZoneName: "longOffset" });
  let format: Intl.DateTimeFormat;
  try {
    format = of(timeZone);
  } catch {
    // This machine does not know the zone.
    format = of("UTC");
  }
  formats.set(timeZone, format);
  return format;
}

/**
 * An instant in the local time of a zone, to the second and with the offset: 2026-03-01T14:00:00+02:00. An unknown
 * zone gives UTC.
 */
export function zonedTime(at: Date, timeZone: string): string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const offset = of("timeZoneName").slice("GMT".length) || "+00:00";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}${offset}`;
}
