/** What the last check of a shop's webhook subscriptions found and did. Stored with the installation. */
export type SubscriptionReport = {
  /** When the check ended, as an ISO time. */
  at: string;
  /** The topics that the shop needs and is subscribed to. */
  topics: string[];
  /** Topics that had no subscription and got one. */
  created: string[];
  /** How many subscriptions got the current address or other fields. */
  changed: number;
  removed: number;
  /** Topics that Shopify refused, with its answer. */
  refused: { topic: string; answer: string }[];
  /** Topics that are left out because the app has none of the access scopes that they need. */
  withoutScope: string[];
  /** The last time in which subscriptions were missing, if any is known. */
  gap: SubscriptionGap | null;
};

/**
 * A time in which a shop may not have sent some webhooks, because their subscriptions were missing. Shopify does not send
 * them later.
 */
type SubscriptionGap = {
  /** When the subscriptions were last known to be there, as an ISO time. */
  from: string;
  /** When they were there again. */
  until: string;
  topics: string[];
};

/** How long a gap is shown after it ended. */
export const GAP_SHOWN_MS = 7 * 24 * 3_600_000;

/**
 * The gap that a check shows: topics that the shop was subscribed to at the last check, and that had lost their
 * subscription. A topic that is new to the shop was never missing.
 *
 * @param before the last report, with the time of the last check
 */
export function gapOf(
  before: { report: SubscriptionReport | null; checkedAt: Date | null },
  created: readonly string[],
  at: Date,
): SubscriptionGap | null {
  const lost = created.filter((topic) => before.report?.topics.includes(topic));
  if (lost.length === 0 || before.checkedAt === null) return before.report?.gap ?? null;
  return { from: before.checkedAt.toISOString(), until: at.toISOString(), topics: lost };
}
