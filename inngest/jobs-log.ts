import type { Log } from "@/lib/log";

/**
 * The log for the SDK. Of an error it writes only the name, because a message may contain personal data. A
 * `RetryAfterError` is not logged: it is how a function asks to be called later, and the Jobs page shows it.
 */
export function jobsLog(log: Log) {
  const write = (level: "warn" | "error", values: readonly unknown[]) => {
    const cause = values.map(causeOf).find((error) => error !== null);
    if (cause?.name === "RetryAfterError") return;
    const message = values.filter((value) => typeof value === "string").join(" ");
    log[level](message, cause ? { error: cause.name } : {});
  };
  return {
    debug: () => {},
    info: () => {},
    warn: (...values: unknown[]) => write("warn", values),
    error: (...values: unknown[]) => write("error", values),
  };
}

/** The SDK passes an error itself, or an object with the error as `err`. */
function causeOf(value: unknown): Error | null {
  const inner = typeof value === "object" && value !== null && "err" in value ? value.err : value;
  return inner instanceof Error ? inner : null;
}
