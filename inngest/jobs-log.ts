import type { Log } from "@/lib/log";

/**
 * The log that the SDK writes to. Of what failed it tells the name only, since messages may hold anything; that a
 * function asks to be called again later is no failure, and the Jobs page tells it.
 */
export function jobsLog(log: Log) {
  const write = (level: "warn" | "error", values: readonly unknown[]) => {
    const cause = values.map(causeOf).find((error) => error !== null);
    if (cause?.name === "RetryAfterError") return;
    const words = values.filter((value) => typeof value === "string").join(" ");
    log[level](words, cause ? { error: cause.name } : {});
  };
  return {
    debug: () => {},
    info: () => {},
    warn: (...values: unknown[]) => write("warn", values),
    error: (...values: unknown[]) => write("error", values),
  };
}

/** The SDK hands an error over as it is, or beside its words as `err`. */
function causeOf(value: unknown): Error | null {
  const inner = typeof value === "object" && value !== null && "err" in value ? value.err : value;
  return inner instanceof Error ? inner : null;
}
