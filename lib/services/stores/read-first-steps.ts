import { firstSteps } from "@/db/queries/stores/first-steps";
import { withScope } from "@/db/scope";
import { listApps } from "@/db/system/installations/apps/list-apps";
import type { FirstStep } from "@/lib/domain/stores/first-step";
import type { Ctx } from "@/lib/services/core/context";

/**
 * Which of the first steps are done; null for a user who is limited to some merchants, and takes none of them.
 *
 * Proved by `tests/e2e/first-steps.test.ts`.
 */
export async function readFirstSteps(ctx: Ctx): Promise<Record<FirstStep, boolean> | null> {
  if (ctx.scope.merchantIds !== null) return null;
  const apps = await listApps(ctx.db, ctx.scope);
  const done = await withScope(ctx.db, ctx.scope, (tx) => firstSteps(tx, ctx.scope));
  return {
    app: apps.length > 0,
    merchant: done.merchants,
    first_store: done.stores >= 1,
    second_store: done.stores >= 2,
    connection: done.connections,
    mapping: done.mappings,
    push: done.pushes,
    automatic_push: done.automaticPush,
  };
}
