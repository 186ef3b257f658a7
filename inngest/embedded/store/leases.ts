import type postgres from "postgres";
import type { ClaimedJob } from "@/inngest/embedded/sdk/protocol";

/** While a concurrency key is full its jobs wait to be woken; this is the floor if nobody does. */
const PARK_MS = 10_000;

type Lease = { owner: string; now: number; leaseMs: number };

type Row = Omit<ClaimedJob, "steps" | "startedAt" | "claimedAt"> & {
  steps: ClaimedJob["steps"] | null;
  startedAt: Date | null;
};

/**
 * Takes up to `slots` due jobs, each with all that a call needs.
 *
 * @returns also whether to look again at once, because jobs behind a full key were put aside
 */
export async function claimJobs(
  sql: postgres.Sql,
  lease: Lease,
  slots: number,
): Promise<{ jobs: ClaimedJob[]; again: boolean }> {
  const rows = await sql<Row[]>`
    select id, run_id as "runId", function_id as "functionId", kind, step_hash as "stepHash", attempt,
      generation, lost, error, max_attempts as "maxAttempts", events, started_at as "startedAt", calling, steps
    from engine.claim(${lease.owner}, ${new Date(lease.now).toISOString()}, ${lease.leaseMs}, ${slots}, ${PARK_MS})`;
  const taken = rows.filter((row) => row.id !== null);
  const jobs = taken.map((row) => ({
    ...row,
    steps: row.steps ?? [],
    claimedAt: lease.now,
    startedAt: row.startedAt?.getTime() ?? null,
  }));
  return { jobs, again: taken.length < rows.length };
}

/** Prolongs the leases of jobs that are still this worker's. */
export async function heartbeat(sql: postgres.Sql, lease: Lease, jobIds: string[]): Promise<void> {
  await sql`
    update engine.jobs set run_at = ${new Date(lease.now + lease.leaseMs).toISOString()}
    where id in (
      select id from engine.jobs where id = any (${jobIds}::bigint[]) and lease_owner = ${lease.owner}
      order by id for update skip locked)`;
}

/** Gives back whatever this worker still holds, without counting an attempt; its late answers are dropped. */
export async function releaseLeases(sql: postgres.Sql, owner: string, now: number): Promise<void> {
  await sql`
    update engine.jobs set lease_owner = null, run_at = ${new Date(now).toISOString()}, generation = generation + 1
    where lease_owner = ${owner}`;
}
