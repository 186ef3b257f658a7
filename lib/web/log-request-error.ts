import { describeError } from "@/lib/describe-error";
import { createLog } from "@/lib/log";

/** Logs a failed request. The error page shows its `reference` to the user. */
export function logRequestError(error: unknown, context: { routePath: string; routeType: string }): void {
  const digest: unknown = error instanceof Error ? Reflect.get(error, "digest") : undefined;
  createLog("web").error("a request failed", {
    reference: typeof digest === "string" ? digest : undefined,
    route: context.routePath,
    kind: context.routeType,
    ...describeError(error),
  });
}
