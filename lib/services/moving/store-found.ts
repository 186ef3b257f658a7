import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { findLook } from "@/db/queries/moving/find-look";
import { otherAppOrder } from "@/db/schema/moving";
import { order } from "@/db/schema/order";
import { pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { type OtherAppMark, ownMark, recogniseMark } from "@/lib/domain/moving/other-app-mark";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import type { MarkedOrder } from "@/lib/shopify/client/gateway";

type Found = { marked: MarkedOrder; mark: OtherAppMark };

const APP_LENGTH = 100;

/**
 * Stores the orders of one page that another app pushed for the connection's destination store. Orders of the
 * organization's own legs are left out, and so are orders that name only an id of no stored order.
 *
 * Proved by `tests/faults/moving/other-app.test.ts`.
 *
 * @returns when the newest of them was created, and the destination orders that they name
 */
export async function storeFound(
  ctx: Ctx,
  connection: NonNullable<Awaited<ReturnType<typeof findLook>>>,
  orders: readonly MarkedOrder[],
  at: Date,
): Promise<{ newest: Date | null; orderIds: string[] }> {
  const { destinationStoreId, destinationName: name, destinationDomains: domains } = connection;
  const recognised = orders.flatMap((marked): Found[] => {
    const mark = recogniseMark(marked, { name, domains });
    return mark ? [{ marked, mark }] : [];
  });
  if (recognised.length === 0) return { newest: null, orderIds: [] };
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const own = await ownMarks(tx, ctx, recognised);
    const others = recognised.filter(({ marked }) => !own.has(ownMark(marked) ?? ""));
    const named = await namedOrders(tx, ctx, destinationStoreId, others);
    const gids = new Set(named.map(({ gid }) => gid));
    const kept = others.filter(
      ({ mark }) => mark.namesStore || mark.orderName !== null || gids.has(mark.orderGid ?? ""),
    );
    // Sorted by id, so that two looks lock rows in the same order.
    kept.sort((a, b) => (a.marked.shopifyGid < b.marked.shopifyGid ? -1 : 1));
    for (const found of kept) await store(tx, ctx, connection, found, at);
    const live = kept
      .filter(({ marked }) => marked.cancelledAt === null)
      .map(({ marked }) => marked.createdAt);
    const newest = live.reduce<Date | null>((latest, one) => (latest && latest > one ? latest : one), null);
    return { newest, orderIds: [...new Set(named.map(({ id }) => id))] };
  });
}

async function ownMarks(tx: Tx, ctx: Ctx, found: readonly Found[]): Promise<Set<string>> {
  const marks = found.map(({ marked }) => ownMark(marked)).filter((mark) => mark !== null);
  if (marks.length === 0) return new Set();
  const rows = await tx
    .select({ mark: pushLeg.originMark })
    .from(pushLeg)
    .where(and(eq(pushLeg.organizationId, ctx.scope.organizationId), inArray(pushLeg.originMark, marks)));
  return new Set(rows.map((row) => row.mark));
}

/** The stored orders of the destination store that source orders name by id or, without an id, by number. */
async function namedOrders(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  found: readonly Found[],
): Promise<{ id: string; gid: string }[]> {
  const ofStore = and(eq(order.organizationId, ctx.scope.organizationId), eq(order.storeId, storeId));
  const columns = { id: order.id, gid: order.shopifyGid };
  const gids = found.map(({ mark }) => mark.orderGid).filter((gid) => gid !== null);
  const byGid =
    gids.length === 0
      ? []
      : await tx
          .select(columns)
          .from(order)
          .where(and(ofStore, inArray(order.shopifyGid, gids)));
  const names = found.flatMap(({ mark }) =>
    mark.orderGid === null && mark.orderName !== null ? [mark.orderName, `#${mark.orderName}`] : [],
  );
  if (names.length === 0) return byGid;
  const spellings = [...new Set([...names, ...names.map((name) => name.toUpperCase())])];
  const byName = await tx
    .select(columns)
    .from(order)
    .where(and(ofStore, inArray(order.name, spellings)));
  return [...byGid, ...byName];
}

async function store(
  tx: Tx,
  ctx: Ctx,
  {
    connectionId,
    destinationStoreId,
    sourceStoreId,
  }: { connectionId: string; destinationStoreId: string; sourceStoreId: string },
  { marked, mark }: Found,
  at: Date,
): Promise<void> {
  const seen = {
    name: marked.name,
    cancelledAt: marked.cancelledAt,
    mark: mark.kind,
    orderGid: mark.orderGid,
    orderName: mark.orderName,
  };
  await tx
    .insert(otherAppOrder)
    .values({
      organizationId: ctx.scope.organizationId,
      id: newId("oao"),
      ...{ connectionId, destinationStoreId, sourceStoreId },
      shopifyGid: marked.shopifyGid,
      placedAt: marked.createdAt,
      app: marked.app?.slice(0, APP_LENGTH).toWellFormed() ?? null,
      seenAt: at,
      ...seen,
    })
    .onConflictDoUpdate({
      target: [otherAppOrder.organizationId, otherAppOrder.connectionId, otherAppOrder.shopifyGid],
      set: seen,
      setWhere: sql`(${otherAppOrder.cancelledAt}, ${otherAppOrder.mark}, ${otherAppOrder.orderGid}, ${otherAppOrder.orderName})
        is distinct from (excluded.cancelled_at, excluded.mark, excluded.order_gid, excluded.order_name)`,
    });
}
