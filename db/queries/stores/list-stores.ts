import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { problem } from "@/db/schema/push";
import { connection, merchant, store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import type { StoreState } from "@/lib/domain/stores/store-state";
import { destination, ofDestination, ofSource, source } from "./connection-ends";

/** A store and its connections: the names of the stores that supply it, and of the stores that it supplies. */
type ListedStore = {
  id: string;
  name: string;
  shopDomain: string;
  currency: string;
  timeZone: string;
  state: StoreState;
  autoPushSince: Date | null;
  partsAllowed: boolean;
  merchantName: string | null;
  sources: string[];
  destinations: string[];
  /** Kinds of its open problems, oldest first. */
  problems: string[];
};

/** Every store that the scope sees, by merchant and name. */
export async function listStores(tx: Tx, scope: Scope): Promise<ListedStore[]> {
  const stores = await tx
    .select({
      id: store.id,
      name: store.name,
      shopDomain: store.shopDomain,
      currency: store.currency,
      timeZone: store.timeZone,
      state: store.state,
      autoPushSince: store.autoPushSince,
      partsAllowed: store.partsAllowed,
      merchantName: merchant.name,
    })
    .from(store)
    .leftJoin(
      merchant,
      and(eq(merchant.organizationId, store.organizationId), eq(merchant.id, store.merchantId)),
    )
    .where(and(eq(store.organizationId, scope.organizationId), merchantFilter(scope, store.merchantId)))
    .orderBy(asc(merchant.name), asc(store.name), asc(store.id));

  const pairs = await tx
    .select({
      destinationId: destination.id,
      destinationName: destination.name,
      sourceId: source.id,
      sourceName: source.name,
    })
    .from(connection)
    .innerJoin(destination, ofDestination)
    .innerJoin(source, ofSource)
    .where(
      and(eq(connection.organizationId, scope.organizationId), merchantFilter(scope, destination.merchantId)),
    )
    .orderBy(asc(connection.rank), asc(source.name));

  const problems = await tx
    .select({ storeId: problem.storeId, kind: problem.kind })
    .from(problem)
    .where(and(eq(problem.organizationId, scope.organizationId), isNull(problem.clearedAt)))
    .orderBy(asc(problem.openedAt), asc(problem.id));

  return stores.map((row) => ({
    ...row,
    sources: pairs.filter((pair) => pair.destinationId === row.id).map((pair) => pair.sourceName),
    destinations: pairs.filter((pair) => pair.sourceId === row.id).map((pair) => pair.destinationName),
    problems: problems.filter((each) => each.storeId === row.id).map((each) => each.kind),
  }));
}
