import { and, eq, isNull, sql } from "drizzle-orm";
import { problem } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { neededScopes, type StoreRole } from "@/lib/domain/installations/access-scopes";
import type { ProblemKind } from "@/lib/domain/installations/problem";
import type { SystemCtx } from "@/lib/services/core/context";
import { openProblem } from "./open-problem";
import { scopedStores } from "./scoped-stores";

const kind: ProblemKind = "scopes_missing";
const denied: ProblemKind = "access_denied";

/**
 * Compares the access scopes that a shop granted with those that the roles of its stores need. Opens the problem of each
 * store that misses some, names them, and closes it when none is missing. Optional scopes are no problem.
 *
 * Proved by tests/http/identity/reinstalls.test.ts.
 */
export async function reportScopes(
  ctx: SystemCtx,
  { installationId, scopes }: { installationId: string; scopes: readonly string[] },
): Promise<void> {
  const at = await ctx.clock.now();
  for (const { store, scope } of await scopedStores(ctx.db, installationId)) {
    const roles: StoreRole[] = [
      ...(store.destination ? (["destination"] as const) : []),
      ...(store.source ? (["source"] as const) : []),
    ];
    const text = neededScopes(scopes, roles).sort().join(", ");
    await withScope(ctx.db, scope, async (tx) => {
      await tx
        .update(problem)
        .set({ clearedAt: at })
        .where(
          and(
            eq(problem.organizationId, scope.organizationId),
            eq(problem.storeId, store.storeId),
            eq(problem.kind, kind),
            isNull(problem.clearedAt),
            sql`${problem.data}->>'scopes' is distinct from ${text}::text`,
          ),
        );
      // Other access scopes may allow what was denied: the next leg tries at once.
      await tx
        .update(problem)
        .set({ data: sql`${problem.data} - 'triedAt'` })
        .where(
          and(
            eq(problem.organizationId, scope.organizationId),
            eq(problem.storeId, store.storeId),
            eq(problem.kind, denied),
            isNull(problem.clearedAt),
          ),
        );
      if (text === "") return;
      await openProblem(tx, scope, { storeId: store.storeId, kind, data: { scopes: text }, at });
    });
  }
}
