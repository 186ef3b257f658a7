import { sql } from "drizzle-orm";
import type { Database, Tx } from "./client";

declare const minted: unique symbol;

/**
 * Proof that the caller may act inside one organization, limited to `merchantIds` unless that is null.
 * Only `mintScope` creates one, from a membership row or from a row already read under the organization.
 */
export type Scope = {
  readonly organizationId: string;
  readonly merchantIds: readonly string[] | null;
  readonly [minted]: true;
};

/** Creates a scope. Call it only with an organization that a session or an event about a stored row proves. */
export function mintScope(organizationId: string, merchantIds: readonly string[] | null = null): Scope {
  return { organizationId, merchantIds } as Scope;
}

/** The scope limited to one merchant; it sees no rows if the given scope does not include that merchant. */
export function narrowScope(scope: Scope, merchantId: string | null): Scope {
  if (merchantId === null) return scope;
  const sees = scope.merchantIds === null || scope.merchantIds.includes(merchantId);
  return mintScope(scope.organizationId, sees ? [merchantId] : []);
}

/**
 * Runs `work` in a transaction as the *app* role inside the scope's organization. One statement sets both before
 * anything else runs. Never await the network inside `work`.
 */
export async function withScope<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.orm.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('role', 'crossdock_app', true), set_config('app.organization_id', ${scope.organizationId}, true)`,
    );
    return work(tx);
  });
}
