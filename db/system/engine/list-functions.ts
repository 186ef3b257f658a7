import type { Database } from "@/db/client";

/** Reason: functions belong to no organization. Lists their ids as the workers registered them. */
export async function listFunctions(db: Database): Promise<string[]> {
  const rows = await db.sql<{ id: string }[]>`select id from engine.functions order by id`;
  return rows.map((row) => row.id);
}
