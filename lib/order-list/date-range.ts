type DatePreset = "today" | "yesterday" | "7d" | "30d" | "month";

/** A preset; or a range of days such as 2026-03-01, both included, of which one may be open. */
export type DateChoice = { preset: DatePreset } | { from: string | null; to: string | null };

/** The ranges that end today, in the order of the menu. Days are those of each store's own time zone. */
export const presetNames: Record<DatePreset, string> = {
  today: "Today",
  yesterday: "Yesterday",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  month: "This month",
};

const DAY = 86_400_000;

/** Whether a text names a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The instants between which a choice lies in a time zone: at or after `from`, and before `to`. */
export function dateRange(
  choice: DateChoice,
  now: Date,
  timeZone: string,
): { from: Date | null; to: Date | null } {
  const start = (day: string, shift = 0) => startOfDay(moveDay(day, shift), timeZone);
  if (!("preset" in choice)) {
    return { from: choice.from ? start(choice.from) : null, to: choice.to ? start(choice.to, 1) : null };
  }
  const today = dayOf(now, timeZone);
  switch (choice.preset) {
    case "today":
      return { from: start(today), to: null };
    case "yesterday":
      return { from: start(today, -1), to: start(today) };
    case "7d":
      return { from: start(today, -6), to: null };
    case "30d":
      return { from: start(today, -29), to: null };
    case "month":
      return { from: start(`${today.slice(0, 8)}01`), to: null };
  }
}

function moveDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);
}

/** The day of an instant in a time zone, e.g. 2026-03-01. */
export function dayOf(at: Date, timeZone: string): string {
  return wallClock(at, timeZone).toISOString().slice(0, 10);
}

/** The instant at which a day begins. If the clocks skip midnight, the first instant after it. */
function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let at = midnight;
  // The offset at the guess may differ from the offset at midnight, so the guess is corrected twice.
  for (let round = 0; round < 2; round += 1) {
    at -= wallClock(new Date(at), timeZone).getTime() - midnight;
  }
  return new Date(at);
}

/** The local time in the zone, as a date whose UTC fields hold it. */
function wallClock(at: Date, timeZone: string): Date {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return new Date(Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")));
}
