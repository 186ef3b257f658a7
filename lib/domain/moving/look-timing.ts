const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How far back a first look reads. Without the access scope `read_all_orders`, Shopify shows the last 60 days. */
export const LOOK_BACK_MS = 7 * DAY;

/** The furthest that a look after a pause reads back: less than the 60 days that every app may read. */
export const LONGEST_LOOK_BACK_MS = 59 * DAY;

/** How much of the last look is read again: marks may be added a moment after the order, and two clocks differ. */
export const LOOK_OVERLAP_MS = 2 * MINUTE;

/** Sends within this time share one look. */
export const LOOK_FRESH_MS = 10_000;

/** How long orders are looked for before each send, after automatic push began and after the last one that was found. */
export const WATCH_MS = 30 * DAY;

/** The pause between two looks by the job, which also finds marks that were added later and cancellations. */
export const LOOK_AGAIN_MS = 6 * 60 * MINUTE;

/** How long a user's confirmation may follow the look that the page showed. */
export const CONFIRM_WITHIN_MS = 15 * MINUTE;

/** The most pages of one look: by the job, whose next run continues, and before a send, which otherwise waits. */
export const LOOK_PAGES = { job: 20, send: 4 };

/** When a leg continues whose look reached its limit of pages. */
export const LOOK_PAUSE_MS = 2_000;

/** A connection's looks as stored. */
export type Look = { lookedAt: Date | null; watchedUntil: Date | null };

/**
 * Whether the source store's orders must be read before a send: they are watched, and the last look is old or began
 * before the leg was planned. So each automatic push looks for itself, and the legs of a bulk push share a look.
 */
export function lookIsDue(look: Look | null, { plannedAt, now }: { plannedAt: Date; now: Date }): boolean {
  if (look?.watchedUntil == null || look.watchedUntil <= now) return false;
  if (look.lookedAt === null || look.lookedAt <= plannedAt) return true;
  return now.getTime() - look.lookedAt.getTime() > LOOK_FRESH_MS;
}

/**
 * Since which time of creation a look reads.
 *
 * @param lookedAt when the newest complete look began; null before the first
 * @param full whether to read the whole look-back again, as the job does
 */
export function lookSince(lookedAt: Date | null, { full, now }: { full: boolean; now: Date }): Date {
  const back = now.getTime() - LOOK_BACK_MS;
  const since = lookedAt === null ? back : lookedAt.getTime() - LOOK_OVERLAP_MS;
  return new Date(Math.max(full ? Math.min(back, since) : since, now.getTime() - LONGEST_LOOK_BACK_MS));
}
