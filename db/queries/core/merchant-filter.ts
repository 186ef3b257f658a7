import { type AnyColumn, inArray, type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/db/scope";

/**
 * The condition that narrows rows to the scope's merchants; undefined when the scope sees every merchant. A narrowed
 * scope sees no row without a merchant.
 */
export function merchantFilter(scope: Scope, merchantId: AnyColumn): SQL | undefined {
  if (scope.merchantIds === null) return undefined;
  if (scope.merchantIds.length === 0) return sql`false`;
  return inArray(merchantId, [...scope.merchantIds]);
}
