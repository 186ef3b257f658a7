import { and, eq, ne } from "drizzle-orm";
import { type StuckLeg, stuckLegs } from "@/db/queries/legs/stuck-legs";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { listFunctions } from "@/db/system/engine/list-functions";
import { listRuns, type RunViewer } from "@/db/system/engine/list-runs";
import { type Backlog, loadBacklog } from "@/db/system/engine/load-backlog";
import { loadRun } from "@/db/system/engine/load-run";
import type { RunDetail, RunFilter, RunRow } from "@/lib/domain/jobs/run";
import type { Ctx } from "@/lib/services/core/context";

const STUCK_AFTER_MS = 2 * 60_000;
const LEGS_SHOWN = 20;

/**
 * The runs that the caller's organization may see. Runs of shops, and runs without a subject, are or may be shared
 * with other organizations: `forViewer` removes from them what may belong to another organization.
 */
export function runViewer({ db, scope }: Ctx): Promise<NonNullable<RunViewer>> {
  const { organizationId } = scope;
  return withScope(db, scope, async (tx) => {
    const rows = await tx
      .select({ shopDomain: store.shopDomain, formerDomains: store.formerDomains })
      .from(store)
      .where(and(eq(store.organizationId, organizationId), ne(store.state, "disconnected")));
    return { organizationId, shopDomains: rows.flatMap((row) => [row.shopDomain, ...row.formerDomains]) };
  });
}

/** Jobs belong to the whole organization: a user who sees only some merchants sees no jobs. */
export const seesJobs = ({ scope }: Ctx): boolean => scope.merchantIds === null;

/** Whether a run belongs to one organization. False for runs of a shop and for runs without a subject. */
export const isOwnRun = (run: { subject: string | null }): boolean =>
  run.subject?.startsWith("org:") ?? false;

/** Removes from a shared run what may belong to another organization. Only the error's name remains. */
export function forViewer<Run extends RunRow>(run: Run): Run {
  return isOwnRun(run) ? run : { ...run, errorMessage: null };
}

/** Reads a page of runs. */
export async function viewRuns(
  ctx: Ctx,
  filter: RunFilter & { limit: number },
): Promise<{ runs: RunRow[]; functions: string[] }> {
  if (!seesJobs(ctx)) return { runs: [], functions: [] };
  const viewer = await runViewer(ctx);
  const [runs, functions] = await Promise.all([listRuns(ctx.db, viewer, filter), listFunctions(ctx.db)]);
  return { runs: runs.map(forViewer), functions };
}

/** Reads one run with its steps; null when the organization may not see a run with this id. */
export async function viewRun(ctx: Ctx, runId: string): Promise<RunDetail | null> {
  if (!seesJobs(ctx)) return null;
  const run = await loadRun(ctx.db, await runViewer(ctx), runId);
  if (!run) return null;
  if (isOwnRun(run)) return run;
  return {
    ...forViewer(run),
    orderId: null,
    lastErrorMessage: null,
    steps: run.steps.map((step) => ({ ...step, errorMessage: null })),
  };
}

/**
 * Reads the waiting and stuck work in our own tables, independent of the job engine; null for users who see no jobs.
 */
export async function viewBacklog(ctx: Ctx): Promise<(Backlog & { legs: StuckLeg[] }) | null> {
  if (!seesJobs(ctx)) return null;
  const now = await ctx.clock.now();
  const viewer = await runViewer(ctx);
  const [backlog, legs] = await Promise.all([
    loadBacklog(ctx.db, viewer),
    withScope(ctx.db, ctx.scope, (tx) =>
      stuckLegs(tx, ctx.scope, {
        now,
        before: new Date(now.getTime() - STUCK_AFTER_MS),
        limit: LEGS_SHOWN,
      }),
    ),
  ]);
  return { ...backlog, legs };
}
