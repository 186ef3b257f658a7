import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { type StoreLook, storeLooks } from "@/db/queries/moving/store-looks";
import { otherAppLook } from "@/db/schema/moving";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { LOOK_AGAIN_MS, LOOK_BACK_MS, WATCH_MS } from "@/lib/domain/moving/look-timing";
import { type Readiness, readiness } from "@/lib/domain/moving/moving-over";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

export type StartResult =
  | { kind: "started"; since: Date }
  | { kind: "not_found" }
  /** The source stores' orders are not read yet, or the read failed: nothing is started. */
  | { kind: "not_ready"; readiness: Exclude<Readiness, "found" | "nothing_found"> }
  /** Another app pushed orders that the user's page did not show. */
  | { kind: "other_app"; orders: number };

/**
 * Starts automatic push of a destination store at this moment: orders that are placed from now on are pushed. It starts
 * only after the recent orders of every source store were read, and while another app pushes orders of the store, only
 * if the user confirms that this app is off. From then on, orders are looked for before each send. A store whose
 * automatic push is on keeps its moment.
 *
 * @param input.confirmedOrders how many orders of another app the user's page showed; the user says that the app is off
 */
export async function startAutomaticPush(
  ctx: Ctx,
  input: { storeId: string; confirmedOrders: number },
): Promise<StartResult> {
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [found] = await tx
      .select({ since: store.autoPushSince })
      .from(store)
      .where(
        and(
          eq(store.organizationId, organizationId),
          eq(store.id, input.storeId),
          merchantFilter(ctx.scope, store.merchantId),
        ),
      )
      .for("update");
    if (!found) return { kind: "not_found" };
    if (found.since !== null) return { kind: "started", since: found.since };
    const since = new Date(at.getTime() - LOOK_BACK_MS);
    const looks = await storeLooks(tx, ctx.scope, { storeId: input.storeId, since });
    const state = readiness(looks, at);
    if (state !== "found" && state !== "nothing_found") return { kind: "not_ready", readiness: state };
    const orders = looks.reduce((sum, look) => sum + look.found.orders, 0);
    if (orders > input.confirmedOrders) return { kind: "other_app", orders };
    await tx
      .update(store)
      .set({ autoPushSince: at })
      .where(and(eq(store.organizationId, organizationId), eq(store.id, input.storeId)));
    for (const look of looks) await watch(tx, ctx, look, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "store.automatic_push_started",
      noun: "store",
      nounId: input.storeId,
      data: { otherAppOrders: orders, looks: looks.map(({ sourceStoreId }) => sourceStoreId) },
    });
    return { kind: "started", since: at };
  });
}

async function watch(tx: Tx, ctx: Ctx, { connectionId }: StoreLook, at: Date): Promise<void> {
  await tx
    .update(otherAppLook)
    .set({
      watchedUntil: new Date(at.getTime() + WATCH_MS),
      dueAt: new Date(at.getTime() + LOOK_AGAIN_MS),
    })
    .where(
      and(
        eq(otherAppLook.organizationId, ctx.scope.organizationId),
        eq(otherAppLook.connectionId, connectionId),
      ),
    );
}
