const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An instant to the minute in a time zone, with the name of the zone. An unknown zone is replaced by UTC. */
export function exactInstant(at: Date, timeZone: string): string {
  const zone = knownZone(timeZone);
  const text = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
  return `${text} (${zone})`;
}

/** An instant relative to now within a week, then its date. The year is added when it is not the current year. */
export function relativeInstant(at: Date, now: Date, timeZone: string): string {
  const ago = now.getTime() - at.getTime();
  if (ago >= 0 && ago < 7 * DAY) {
    if (ago < MINUTE) return "just now";
    if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min ago`;
    if (ago < DAY) return `${Math.floor(ago / HOUR)} h ago`;
    const days = Math.floor(ago / DAY);
    return days === 1 ? "1 day ago" : `${days} days ago`;
  }
  const zone = knownZone(timeZone);
  const year = (date: Date) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric" }).format(date);
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "short",
    ...(year(at) === year(now) ? {} : { year: "numeric" }),
  }).format(at);
}

function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return "UTC";
  }
}
