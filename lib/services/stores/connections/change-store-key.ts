import { createHash, randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { findStore } from "@/db/queries/stores/find-store";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

export type ChangeStoreKeyResult =
  /** The key, which is shown once; null after it was removed. */
  { kind: "changed"; key: string | null } | { kind: "not_found" };

/** The digest under which a store key is stored. A key has full entropy, so that a plain hash is enough. */
export function digestStoreKey(key: string): string {
  return createHash("sha256").update(key.trim()).digest("base64url");
}

/**
 * Makes a new key of a source store, or removes it. An earlier key ends at once; connections that were made with it stay.
 *
 * Proved by `tests/faults/stores/approval.test.ts`.
 */
export async function changeStoreKey(
  ctx: Ctx,
  input: { storeId: string; change: "create" | "remove" },
): Promise<ChangeStoreKeyResult> {
  const key = input.change === "create" ? `sk_${randomBytes(24).toString("base64url")}` : null;
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    if (!(await findStore(tx, ctx.scope, input.storeId))) return { kind: "not_found" };
    await tx
      .update(store)
      .set({ keyDigest: key === null ? null : digestStoreKey(key) })
      .where(and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, input.storeId)));
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: "store.key_changed", noun: "store" },
      ...{ nounId: input.storeId, data: { change: input.change } },
    });
    return { kind: "changed", key };
  });
}
