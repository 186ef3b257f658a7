import { withScope } from "@/db/scope";
import { askRun as askEngine } from "@/db/system/engine/ask-run";
import { loadRun } from "@/db/system/engine/load-run";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { isOwnRun, runViewer, seesJobs } from "./view-jobs";

export type AskRunResult =
  | { kind: "asked" }
  | { kind: "not_found" }
  | { kind: "shared" }
  | { kind: "too_late" };

/**
 * Asks for a run to be cancelled or retried, and writes down who asked. `shared`: the run is not this
 * organization's alone, so that nobody of it decides. `too_late`: it ended otherwise meanwhile.
 */
export async function askRun(
  ctx: Ctx,
  request: { runId: string; wish: "cancel" | "retry" },
): Promise<AskRunResult> {
  if (!seesJobs(ctx)) return { kind: "not_found" };
  const viewer = await runViewer(ctx);
  const run = await loadRun(ctx.db, viewer, request.runId);
  if (!run) return { kind: "not_found" };
  if (!isOwnRun(run)) return { kind: "shared" };
  const at = await ctx.clock.now();
  // Written down first: a wish that nobody recorded must not be granted.
  await withScope(ctx.db, ctx.scope, (tx) =>
    audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: `run.${request.wish}-asked`,
      noun: "run",
      nounId: request.runId,
      ...(run.orderId === null ? {} : { orderId: run.orderId }),
      data: { functionId: run.functionId },
    }),
  );
  return (await askEngine(ctx.db, viewer, request)) ? { kind: "asked" } : { kind: "too_late" };
}
