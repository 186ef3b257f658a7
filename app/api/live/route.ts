import { z } from "zod";
import { defineRoute } from "@/lib/web/define-route";
import { liveStream } from "@/lib/web/live-stream";

/** Server-sent events: the ids of changed orders that the user sees. */
export const GET = defineRoute(
  { permission: "orders.read", params: z.unknown() },
  async (_ctx, { signed, request }) =>
    new Response(liveStream(signed, request.signal), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        // A proxy that buffers would delay the events.
        "x-accel-buffering": "no",
      },
    }),
);
