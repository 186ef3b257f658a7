import type postgres from "postgres";

const SAMPLE_EVERY_MS = 30_000;
const JUMP_MS = 5_000;

/** The database's clock was changed while the engine was running. */
export class ClockJumped extends Error {
  override name = "ClockJumped";
}

/** Milliseconds since 1970, the same for all workers. */
export type EngineClock = { now(): number; stop(): void };

/**
 * Starts a clock that follows the database's time, so that workers on several machines agree on leases. Between
 * samples it uses this process's monotonic clock, and it never goes back. If the database's clock is set forward, it
 * follows at the next sample; if it is set back, it follows only after a restart. Both are reported.
 */
export async function startClock(
  sql: postgres.Sql,
  options: { onJump: (error: ClockJumped) => void; monotonic?: () => number; sampleEveryMs?: number },
): Promise<EngineClock> {
  const { onJump, monotonic = () => performance.now(), sampleEveryMs = SAMPLE_EVERY_MS } = options;
  const sample = async () => {
    const before = monotonic();
    const [row] = await sql<
      { ms: number }[]
    >`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
    return (row?.ms ?? 0) - (before + monotonic()) / 2;
  };
  let offset = await sample();
  const compare = async () => {
    const seen = await sample();
    const seconds = Math.round((seen - offset) / 1_000);
    if (seen - offset > JUMP_MS) {
      onJump(
        new ClockJumped(
          `The database's clock was set forward by ${seconds} s. Jobs that became due run now.`,
        ),
      );
    } else if (offset - seen > JUMP_MS) {
      const remedy = "The engine does not follow it. Correct the clock, then restart the workers.";
      onJump(new ClockJumped(`The database's clock was set back by ${-seconds} s. ${remedy}`));
    }
    offset = Math.max(offset, seen);
  };
  // A failed sample is ignored, because other users of the connection report its errors.
  const timer = setInterval(() => void compare().catch(() => {}), sampleEveryMs);
  return { now: () => Math.floor(monotonic() + offset), stop: () => clearInterval(timer) };
}
