import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { problem } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";

/** The most problems that are read. */
const LIMIT = 200;

/** A store with open problems: their kinds, the oldest first, and since when there is one. */
export type TroubledStore = { id: string; name: string; timeZone: string; kinds: string[]; since: Date };

/** The scope's stores that have a problem, the one that has waited longest first. */
export async function troubledStores(
  tx: Tx,
  scope: Scope,
  chosen: { merchant: string | null; store: string | null },
): Promise<TroubledStore[]> {
  const narrowed = chosen.store
    ? eq(store.id, chosen.store)
    : chosen.merchant
      ? eq(store.merchantId, chosen.merchant)
      : undefined;
  const rows = await tx
    .select({
      ...{ id: store.id, name: store.name, timeZone: store.timeZone },
      ...{ kind: problem.kind, since: problem.openedAt },
    })
    .from(problem)
    .innerJoin(store, and(eq(store.organizationId, problem.organizationId), eq(store.id, problem.storeId)))
    .where(
      and(
        eq(problem.organizationId, scope.organizationId),
        isNull(problem.clearedAt),
        merchantFilter(scope, store.merchantId),
        narrowed,
      ),
    )
    .orderBy(asc(problem.openedAt), asc(problem.id))
    .limit(LIMIT);
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { kind: _kind, ...head } = first;
    return [{ ...head, kinds: [...new Set(own.map(({ kind }) => kind))] }];
  });
}
