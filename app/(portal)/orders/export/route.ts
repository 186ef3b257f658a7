import { z } from "zod";
import { checkSession } from "@/lib/auth/session";
import { describeError } from "@/lib/describe-error";
import { may } from "@/lib/domain/people/role";
import { readListQuery } from "@/lib/order-list/list-params";
import { exportOrders } from "@/lib/services/order-list/export-orders";
import { defineRoute } from "@/lib/web/define-route";

/** The orders of a list as a CSV file. It is streamed while it is read, so that it is never in memory as a whole. */
export const GET = defineRoute(
  { permission: "orders.export", params: z.unknown() },
  async (ctx, { request, signed }) => {
    const { search } = new URL(request.url);
    const merchants = JSON.stringify(signed.scope.merchantIds);
    const mayGoOn = async () => {
      const now = await checkSession(signed.sessionId);
      return (
        now.kind === "signed" &&
        may(now.role, "orders.export") &&
        now.scope.organizationId === signed.scope.organizationId &&
        JSON.stringify(now.scope.merchantIds) === merchants
      );
    };
    const records = exportOrders(ctx, { list: readListQuery(search), mayGoOn });
    // The first part is read before the response begins, so that an early failure gives an error response.
    const first = await records.next();
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        if (!first.done) controller.enqueue(encoder.encode(first.value));
      },
      async pull(controller) {
        try {
          const next = await records.next();
          if (next.done) controller.close();
          else controller.enqueue(encoder.encode(next.value));
        } catch (error) {
          ctx.log.error("an export failed", describeError(error));
          // Breaks the connection, so that the browser reports a failed download instead of saving a partial file.
          controller.error(error);
        }
      },
      async cancel() {
        await records.return();
      },
    });
    const day = (await ctx.clock.now()).toISOString().slice(0, 10);
    return new Response(stream, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="orders-${day}.csv"`,
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    });
  },
);
