import { and, eq } from "drizzle-orm";
import { findStore } from "@/db/queries/stores/find-store";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { digestStoreKey } from "./change-store-key";
import { type ConnectResult, joinStores } from "./join-stores";

/**
 * Connects a destination store to the source store of a key, which the user need not see. The key counts only within the
 * organization (decision 27).
 *
 * Proved by `tests/faults/stores/approval.test.ts`.
 *
 * @throws ShopifyFailure the definition of the origin mark could not be created
 */
export async function connectByKey(
  ctx: Ctx,
  input: { destinationStoreId: string; key: string },
): Promise<ConnectResult> {
  const sourceStoreId = await withScope(ctx.db, ctx.scope, async (tx) => {
    if (!(await findStore(tx, ctx.scope, input.destinationStoreId))) return null;
    const [row] = await tx
      .select({ id: store.id })
      .from(store)
      .where(
        and(
          eq(store.organizationId, ctx.scope.organizationId),
          eq(store.keyDigest, digestStoreKey(input.key)),
        ),
      );
    return row?.id ?? null;
  });
  if (sourceStoreId === null) return { kind: "not_found" };
  return joinStores(ctx, { destinationStoreId: input.destinationStoreId, sourceStoreId });
}
