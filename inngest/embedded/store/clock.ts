import type postgres from "postgres";

const SAMPLE_EVERY_MS = 30_000;
const JUMP_MS = 5_000;

/** The database's clock was set to another time while the engine ran. */
export class ClockJumped extends Error {
  override name = "ClockJumped";
}

/** Milliseconds since 1970, the same for all workers. */
export type EngineClock = { now(): number; stop(): void };

/**
 * The time of the database, so that workers on several machines agree on leases. Between samples this process
 * counts by itself, and never backwards: a database clock that is set forward is followed at once, one that is
 * set back only by the next start. Either is reported.
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
          `The database's clock went forward by ${seconds} s. What fell due meanwhile runs now.`,
        ),
      );
    } else if (offset - seen > JUMP_MS) {
      const remedy = "The engine keeps its own time. Set the clock right, then restart the workers.";
      onJump(new ClockJumped(`The database's clock went back by ${-seconds} s. ${remedy}`));
    }
    offset = Math.max(offset, seen);
  };
  // A sample that fails changes nothing: the connection's trouble is reported by whoever works with it.
  const timer = setInterval(() => void compare().catch(() => {}), sampleEveryMs);
  return { now: () => Math.floor(monotonic() + offset), stop: () => clearInterval(timer) };
}
