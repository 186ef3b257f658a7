import type { LogFields } from "@/lib/log";

/**
 * The parts of an unknown error that may be logged. Never its message: the message of a failed query contains the
 * parameters, which may be personal data of a shopper.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : error;
  return {
    error: error.name,
    cause: cause.name,
    code: textOf(cause, "code"),
    constraint: textOf(cause, "constraint_name"),
    frame: error.stack
      ?.split("\n")
      .find((line) => /^\s+at /.test(line))
      ?.trim(),
  };
}

function textOf(value: object, key: string): string | undefined {
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" ? found : undefined;
}
