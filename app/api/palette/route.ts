import { z } from "zod";
import { findOrders } from "@/db/queries/order-list/find-orders";
import { withScope } from "@/db/scope";
import { searchWords } from "@/lib/order-list/list-params";
import { defineRoute } from "@/lib/web/define-route";

const LIMIT = 8;

/** The orders that the palette offers for what was typed. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.unknown() },
  async (ctx, { request }) => {
    const words = searchWords((new URL(request.url).searchParams.get("q") ?? "").slice(0, 200));
    const orders = await withScope(ctx.db, ctx.scope, (tx) => findOrders(tx, ctx.scope, words, LIMIT));
    return Response.json({ orders }, { headers: { "cache-control": "no-store" } });
  },
);
