import { and, desc, gt, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signInAttempt } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";

type Attempt = { id: string; key: string; at: Date };

/** Reason: attempts are counted before a user is known. Commits each attempt before it is checked. */
export async function recordAttempts(db: Database, attempts: Attempt[]): Promise<void> {
  await withSystem(db, (tx) => tx.insert(signInAttempt).values(attempts));
}

/** Reason: as above. The attempts of these keys after `since`, newest first, at most `limit` per key. */
export async function recentAttempts(
  db: Database,
  keys: string[],
  since: Date,
  limit: number,
): Promise<Map<string, Date[]>> {
  return withSystem(db, async (tx) => {
    const byKey = new Map<string, Date[]>();
    for (const key of keys) {
      const rows = await tx
        .select({ at: signInAttempt.at })
        .from(signInAttempt)
        .where(and(sql`${signInAttempt.key} = ${key}`, gt(signInAttempt.at, since)))
        .orderBy(desc(signInAttempt.at))
        .limit(limit);
      byKey.set(
        key,
        rows.map((row) => row.at),
      );
    }
    return byKey;
  });
}

/** Reason: as above. Deletes attempts: by id, all of some keys, and all before an instant. */
export async function forgetAttempts(
  db: Database,
  forget: { ids?: string[]; keys?: string[]; before?: Date },
): Promise<void> {
  await withSystem(db, async (tx) => {
    if (forget.ids?.length) await tx.delete(signInAttempt).where(inArray(signInAttempt.id, forget.ids));
    if (forget.keys?.length) await tx.delete(signInAttempt).where(inArray(signInAttempt.key, forget.keys));
    if (forget.before) await tx.delete(signInAttempt).where(lt(signInAttempt.at, forget.before));
  });
}
