const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A shop is checked at least this often. */
export const DAY_MS = 24 * HOUR;

/** A check that failed, or whose worker died, is repeated after this time. */
export const RETRY_MS = 10 * MINUTE;

/** Crossdock counts as down when a part of it has not reported for this long. */
export const OUTAGE_MS = 10 * MINUTE;

/** Fewer deliveries than these do not show how often a shop usually sends. */
const LEAST_DELIVERIES = 20;

/** A silence of this many times the longest usual pause is unusual; a shorter silence than an hour never is. */
const TIMES_USUAL = 3;
const LEAST_SILENCE_MS = HOUR;

/** Why the webhook subscriptions of a shop are compared with those that it needs. */
export type CheckReason =
  /** What the shop needs has changed, a user asked, Crossdock was down, or the shop was never checked. */
  | "changed"
  | "daily"
  /** The shop has sent nothing for a time that is unusual for it. */
  | "silent";

/** What the next check of a shop depends on. */
export type CheckFacts = {
  /** Whether the last check found everything that is wanted now. */
  upToDate: boolean;
  /** When the last check ended well. */
  checkedAt: Date | null;
  traffic: Traffic;
};

/** The last webhooks of a shop. */
export type Traffic = {
  lastAt: Date | null;
  /** How many of the last deliveries were looked at, and the longest pause between two of them. */
  counted: number;
  longestPauseMs: number;
};

/** Whether a check is due and why, or when the next one is. */
export function dueCheck(facts: CheckFacts, now: Date): { why: CheckReason | null; next: Date } {
  const { checkedAt, traffic } = facts;
  if (!facts.upToDate || checkedAt === null) return { why: "changed", next: now };
  const daily = checkedAt.getTime() + DAY_MS;
  const silent = silentAt(traffic, checkedAt);
  const next = new Date(Math.min(daily, silent ?? daily));
  if (next > now) return { why: null, next };
  return { why: daily <= now.getTime() ? "daily" : "silent", next };
}

/** When the silence of a shop becomes unusual. A check counts as a sign of life, so that it is not repeated at once. */
function silentAt({ lastAt, counted, longestPauseMs }: Traffic, checkedAt: Date): number | null {
  if (lastAt === null || counted < LEAST_DELIVERIES) return null;
  const silence = Math.max(LEAST_SILENCE_MS, TIMES_USUAL * longestPauseMs);
  return Math.max(lastAt.getTime(), checkedAt.getTime()) + silence;
}
