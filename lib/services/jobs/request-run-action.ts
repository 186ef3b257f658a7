import { withScope } from "@/db/scope";
import { loadRun } from "@/db/system/engine/load-run";
import { requestRunAction as askEngine } from "@/db/system/engine/request-run-action";
import type { RunAction } from "@/lib/domain/jobs/run";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { isOwnRun, runViewer, seesJobs } from "./view-jobs";

export type RunActionResult =
  | { kind: "asked" }
  | { kind: "not_found" }
  | { kind: "shared" }
  | { kind: "too_late" };

/**
 * Requests that a run be cancelled or retried, and audits the request. `shared`: the run also serves other
 * organizations, so no single organization may act on it. `too_late`: the run ended in the meantime.
 *
 * Proved by `tests/e2e/jobs.test.ts`.
 */
export async function requestRunAction(
  ctx: Ctx,
  request: { runId: string; action: RunAction },
): Promise<RunActionResult> {
  if (!seesJobs(ctx)) return { kind: "not_found" };
  const viewer = await runViewer(ctx);
  const run = await loadRun(ctx.db, viewer, request.runId);
  if (!run) return { kind: "not_found" };
  if (!isOwnRun(run)) return { kind: "shared" };
  const at = await ctx.clock.now();
  // The audit entry comes first: an action without one must not run.
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: `run.${request.action}_requested`,
      noun: "run",
      nounId: request.runId,
      ...(run.orderId === null ? {} : { orderId: run.orderId }),
      data: { functionId: run.functionId },
    }),
  );
  return (await askEngine(ctx.db, viewer, request)) ? { kind: "asked" } : { kind: "too_late" };
}
