import type postgres from "postgres";
import type { ClaimedJob } from "@/inngest/embedded/sdk/protocol";

/** Jobs of a full concurrency key wait to be woken, but at most this long. */
const PARK_MS = 10_000;

export type Lease = { owner: string; now: number; leaseMs: number };

type Row = Omit<ClaimedJob, "steps" | "startedAt" | "claimedAt"> & {
  steps: ClaimedJob["steps"] | null;
  startedAt: Date | null;
};

/**
 * Claims up to `slots` due jobs, each with everything that a call needs.
 *
 * @returns the jobs, and whether to claim again at once, because jobs of a full concurrency key were parked
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

/** Extends the leases of those jobs that still belong to this worker. */
export async function heartbeat(sql: postgres.Sql, lease: Lease, jobIds: string[]): Promise<void> {
  await sql`
    update engine.jobs set run_at = ${new Date(lease.now + lease.leaseMs).toISOString()}
    where id in (
      select id from engine.jobs where id = any (${jobIds}::bigint[]) and lease_owner = ${lease.owner}
      order by id for update skip locked)`;
}

/** Releases all jobs of this worker without counting an attempt. Late answers for them are dropped. */
export async function releaseLeases(sql: postgres.Sql, owner: string, now: number): Promise<void> {
  await sql`
    update engine.jobs set lease_owner = null, run_at = ${new Date(now).toISOString()}, generation = generation + 1
    where lease_owner = ${owner}`;
}
