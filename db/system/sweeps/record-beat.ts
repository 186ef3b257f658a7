import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { heartbeat } from "@/db/schema/shopify";
import type { CrossdockPart } from "@/lib/domain/intake/crossdock-part";

/** A time in which a part of Crossdock did not run. */
type Outage = { from: Date; until: Date };

/**
 * Reason: the parts of Crossdock belong to no organization. Records that a part runs. A pause since its last beat that
 * is longer than `outageMs` is kept as its last outage.
 *
 * @returns the outage that this beat ends, or null; of several processes, one gets it
 */
export async function recordBeat(
  db: Database,
  { part, now, outageMs }: { part: CrossdockPart; now: Date; outageMs: number },
): Promise<Outage | null> {
  return db.orm.transaction(async (tx) => {
    const mine = eq(heartbeat.part, part);
    const [last] = await tx.select().from(heartbeat).where(mine).for("update");
    if (!last) {
      await tx.insert(heartbeat).values({ part, beatAt: now }).onConflictDoNothing();
      return null;
    }
    if (last.beatAt >= now) return null;
    const isLate = now.getTime() - last.beatAt.getTime() > outageMs;
    const gap = isLate ? { gapFrom: last.beatAt, gapUntil: now } : {};
    await tx
      .update(heartbeat)
      .set({ beatAt: now, ...gap })
      .where(mine);
    return isLate ? { from: last.beatAt, until: now } : null;
  });
}

/** Reason: as `recordBeat`. The last outage of a part, or null. */
export async function lastOutage(db: Database, part: CrossdockPart): Promise<Outage | null> {
  const [row] = await db.orm.select().from(heartbeat).where(eq(heartbeat.part, part));
  return row?.gapFrom && row.gapUntil ? { from: row.gapFrom, until: row.gapUntil } : null;
}
