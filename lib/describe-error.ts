import type { LogFields } from "@/lib/log";

/**
 * What may be logged of an unknown error. Never its message: a failed query's message holds its parameters,
 * which may be a shopper's.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : error;
  return {
    error: error.name,
    cause: cause.name,
    code: textOf(cause, "code"),
    constraint: textOf(cause, "constraint_name"),
    at: error.stack
      ?.split("\n")
      .find((line) => /^\s+at /.test(line))
      ?.trim(),
  };
}

function textOf(value: object, key: string): string | undefined {
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" ? found : undefined;
}
