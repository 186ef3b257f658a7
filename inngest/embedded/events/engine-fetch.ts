import type postgres from "postgres";
import { z } from "zod";
import { EventRefused, enqueueEvents } from "@/inngest/embedded/store/enqueue-events";

const eventSchema = z.looseObject({
  name: z.string().min(1),
  data: z.unknown(),
  id: z.string().optional(),
  ts: z.number().optional(),
});
const bodySchema = z.union([eventSchema.transform((event) => [event]), z.array(eventSchema)]);

/**
 * The `fetch` for a client of the embedded engine. `POST /e/{key}` stores events; there is no other endpoint.
 * When the SDK repeats a send, it has the same seed, and its events are stored only once.
 */
export function engineFetch(sql: postgres.Sql, clock: () => number = Date.now): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (request.method !== "POST" || !new URL(request.url).pathname.startsWith("/e/")) {
      return Response.json(
        { status: 501, error: "The embedded engine has no such endpoint." },
        { status: 501 },
      );
    }
    const refuse = (error: string) => Response.json({ ids: [], status: 400, error }, { status: 400 });
    const parsed = bodySchema.safeParse(await request.json().catch(() => null));
    if (!parsed.success) return refuse("The body is not an event or a list of events.");
    const seed = request.headers.get("x-inngest-event-id-seed");
    try {
      const ids = await enqueueEvents(sql, parsed.data, { now: clock(), ...(seed ? { seed } : {}) });
      return Response.json({ ids, status: 200 });
    } catch (error) {
      if (error instanceof EventRefused) return refuse(error.message);
      throw error;
    }
  };
}
