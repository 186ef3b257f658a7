/** Calls to a shop, and the points of its rate limit that they took. */
type Amount = { calls: number; points: number };

/** What the calls to a shop took today and in the last seven days, today included. Days are those of UTC. */
export type Usage = { today: Amount; week: Amount };

type Counted = {
  /** The day of the last call, as `2026-11-30`; null before the first one. */
  usageDay: string | null;
  /** One number per day: of `usageDay` first, then of the six days before. */
  usageCalls: readonly number[];
  usagePoints: readonly number[];
};

const DAY_MS = 86_400_000;
const DAYS = 7;

/** The usage at a time, from numbers that were counted up to an earlier day. */
export function usageOf({ usageDay, usageCalls, usagePoints }: Counted, now: Date): Usage {
  const passed = usageDay === null ? DAYS : Math.floor((now.getTime() - Date.parse(usageDay)) / DAY_MS);
  const sum = (numbers: readonly number[], days: number) =>
    numbers.slice(0, Math.max(0, days - Math.max(0, passed))).reduce((total, number) => total + number, 0);
  const within = (days: number) => ({ calls: sum(usageCalls, days), points: sum(usagePoints, days) });
  return { today: within(1), week: within(DAYS) };
}
