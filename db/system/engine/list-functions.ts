import type { Database } from "@/db/client";

/** Reason: the engine's functions belong to no organization. Their ids as the workers announced them. */
export async function listFunctions(db: Database): Promise<string[]> {
  const rows = await db.sql<{ id: string }[]>`select id from engine.functions order by id`;
  return rows.map((row) => row.id);
}
