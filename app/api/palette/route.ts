import { z } from "zod";
import { searchOrders } from "@/lib/services/order-list/search-orders";
import { defineRoute } from "@/lib/web/define-route";

const LIMIT = 8;

/** The orders that match the text in the palette. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.unknown() },
  async (ctx, { request }) => {
    const text = new URL(request.url).searchParams.get("q") ?? "";
    const orders = await searchOrders(ctx, { text, limit: LIMIT });
    return Response.json({ orders }, { headers: { "cache-control": "no-store" } });
  },
);
