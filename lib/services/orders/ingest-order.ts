import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { findDeletion } from "@/db/queries/orders/find-deletion";
import { order } from "@/db/schema/order";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { OrderSnapshot } from "@/lib/domain/orders/order";
import { nextReread } from "@/lib/domain/orders/withheld-contact";
import { audit } from "@/lib/services/core/audit";
import { contentHash } from "@/lib/services/core/content-hash";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";
import { newId } from "@/lib/services/core/new-id";
import { clearProblems } from "@/lib/services/installations/clear-problems";
import { reportHiddenWork } from "@/lib/services/installations/report-hidden-work";
import { reconcileReservations } from "./reconcile-reservations";
import { replaceLines } from "./replace-lines";
import { replaceTokens } from "./replace-tokens";
import { reportWithheld, seeContact, storeContact } from "./store-contact";

type IngestInput = {
  storeId: string;
  orderGid: string;
  /** The shop's answer. Null means unreadable, which never counts as deleted. */
  snapshot: OrderSnapshot | null;
  /** When the read began, by `ctx.clock`. */
  readBeganAt: Date;
};

export type IngestResult = {
  orderId: string | null;
  stored: "new" | "changed" | "same" | "older" | "unreadable";
};

/**
 * Stores the result of a read of an order, under the order's lock. It is stored only if its pair (Shopify's
 * `updatedAt`, the time when the read began) is greater than the stored pair, so late and repeated reads change
 * nothing; and never after the shop has reported the order's deletion. Shrinks unsent reservations to the new target
 * and opens change cards for over-pushed units; never fails because of them. Where Shopify withholds customer data, what
 * was known is kept with its date. Clears the store's problems that the answer disproves.
 */
export async function ingestOrder(ctx: Ctx, input: IngestInput): Promise<IngestResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const { storeId, readBeganAt: beganAt } = input;
    const { snapshot } = input;
    const seen = snapshot ? await seeContact(tx, ctx.scope, input, snapshot) : null;
    await clearProblems(tx, ctx.scope, {
      ...{ storeId, call: "read_order", beganAt, at, work: snapshot?.work },
      showsCustomer: seen?.shows ?? false,
    });
    await reportHiddenWork(tx, ctx.scope, { storeId, work: snapshot?.work, at });
    if (seen?.withheld) await reportWithheld(tx, ctx.scope, { storeId, denied: seen.denied, at });
    if (snapshot === null || seen === null) return markUnreadable(tx, ctx, input, at);
    let row = await lockRow(tx, ctx, input);
    let inserted = false;
    if (!row) {
      if (await findDeletion(tx, ctx.scope, input)) return { orderId: null, stored: "older" };
      inserted = await insertNew(tx, ctx, input, snapshot, at);
      row = await lockRow(tx, ctx, input);
    }
    if (!row) return { orderId: null, stored: "older" };
    if (!inserted && !isNewer(snapshot.updatedAt, input.readBeganAt, row))
      return { orderId: row.id, stored: "older" };
    // Shopify's `updatedAt` changes with every echo of our own writes, so it is not part of the content.
    const { updatedAt: _time, work: _work, withheld: _withheld, ...content } = snapshot;
    const hash = contentHash(content);
    if (!inserted && hash === row.contentHash && seen.withheld === (row.withheldSince !== null)) {
      await tx
        .update(order)
        .set({
          ...{ updatedAt: snapshot.updatedAt, readAt: beganAt, unreadableAt: null },
          rereadAt: row.withheldSince && nextReread(row.withheldSince, beganAt),
        })
        .where(whereGid(ctx, input));
      return { orderId: row.id, stored: "same" };
    }
    const contact = await storeContact(tx, ctx.scope, { row, snapshot, seen, beganAt, at });
    await tx
      .update(order)
      .set({
        ...columns(snapshot),
        ...contact,
        contentHash: hash,
        readAt: input.readBeganAt,
        unreadableAt: null,
        autoPushDueAt: at,
      })
      .where(whereGid(ctx, input));
    await replaceLines(tx, ctx.scope, row.id, snapshot.lines);
    await replaceTokens(tx, ctx.scope, row.id);
    await reconcileReservations(tx, ctx, row.id, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: inserted ? "order.received" : "order.changed",
      noun: "order",
      nounId: row.id,
      orderId: row.id,
    });
    await emit(tx, {
      name: "order/ingested",
      eventId: `ingested:${row.id}:${input.readBeganAt.getTime()}`,
      data: { organizationId: ctx.scope.organizationId, orderId: row.id },
      at,
    });
    return { orderId: row.id, stored: inserted ? "new" : "changed" };
  });
}

function whereGid(ctx: Ctx, input: IngestInput) {
  return and(
    eq(order.organizationId, ctx.scope.organizationId),
    eq(order.storeId, input.storeId),
    eq(order.shopifyGid, input.orderGid),
  );
}

async function lockRow(tx: Tx, ctx: Ctx, input: IngestInput) {
  const [row] = await tx
    .select({
      id: order.id,
      contactId: order.contactId,
      contentHash: order.contentHash,
      updatedAt: order.updatedAt,
      readAt: order.readAt,
      withheldSince: order.withheldSince,
      contactAsOf: order.contactAsOf,
    })
    .from(order)
    .where(whereGid(ctx, input))
    .for("update");
  return row;
}

/** A read is newer when its pair (`updatedAt`, time when it began) is greater. */
function isNewer(updatedAt: Date, readAt: Date, row: { updatedAt: Date; readAt: Date }): boolean {
  if (updatedAt.getTime() !== row.updatedAt.getTime()) return updatedAt > row.updatedAt;
  return readAt > row.readAt;
}

async function markUnreadable(tx: Tx, ctx: Ctx, input: IngestInput, at: Date): Promise<IngestResult> {
  const rows = await tx
    .update(order)
    .set({ unreadableAt: at, rereadAt: null })
    .where(and(whereGid(ctx, input), sql`${order.readAt} < ${input.readBeganAt.toISOString()}::timestamptz`))
    .returning({ id: order.id });
  return { orderId: rows[0]?.id ?? null, stored: "unreadable" };
}

/** Inserts an order. False when it already exists, also when another process inserted it a moment earlier. */
async function insertNew(
  tx: Tx,
  ctx: Ctx,
  input: IngestInput,
  snapshot: OrderSnapshot,
  at: Date,
): Promise<boolean> {
  const [home] = await tx
    .select({ merchantId: store.merchantId })
    .from(store)
    .where(and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, input.storeId)));
  if (!home) return false;
  const rows = await tx
    .insert(order)
    .values({
      organizationId: ctx.scope.organizationId,
      id: newId("ord"),
      storeId: input.storeId,
      merchantId: home.merchantId,
      shopifyGid: input.orderGid,
      ...columns(snapshot),
      readAt: input.readBeganAt,
      receivedAt: at,
      contactId: "",
      contentHash: "",
      pushStatus: "not_pushed",
      syncedItems: 0,
      totalItems: 0,
      heldReasons: [],
      changedAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: order.id });
  return rows.length > 0;
}

function columns(snapshot: OrderSnapshot) {
  const {
    contact: _contact,
    lines: _lines,
    shopifyGid: _gid,
    work: _work,
    withheld: _withheld,
    ...plain
  } = snapshot;
  return { ...plain, shippingMethod: snapshot.shippingLines[0]?.title ?? null };
}
