import { z } from "zod";
import { searchWords } from "@/components/orders/list-params";
import { findOrders } from "@/db/queries/find-orders";
import { withScope } from "@/db/scope";
import { defineRoute } from "@/lib/auth/define-route";

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
