import type { Inngest, InngestFunction } from "inngest";
import { groups } from "./groups";
import { tagOf } from "./item";
import type { End, Journal } from "./journal";

export const APP_ID = "conformance";

/** Every fixture function, and the observers that record how runs end. */
export function appFunctions(client: Inngest, journal: Journal, without?: string): InngestFunction.Like[] {
  const fixtures = groups.flatMap((group) => group.functions({ client, journal }));
  return [...fixtures, ...observers(client, journal)].filter((fn) => idOf(fn) !== without);
}

const idOf = (fn: InngestFunction.Like) => (fn as InngestFunction.Any).opts.id;

function observers(client: Inngest, journal: Journal): InngestFunction.Like[] {
  const observe = (id: string, event: string, status: End["status"]) =>
    client.createFunction(
      // Without the observers' own runs, which they would observe for ever.
      {
        id,
        retries: 0,
        triggers: [{ event, if: `!event.data.function_id.startsWith('${APP_ID}-observe')` }],
      },
      async ({ event: ending }) => {
        const data = ending.data as End["data"];
        // Failed and cancelled runs have finished too, but have their own events.
        const isOther = data.error != null || ["Failed", "Cancelled"].includes(data._inngest?.status ?? "");
        if (status === "completed" && isOther) return;
        const fn = String(data.function_id).replace(`${APP_ID}-`, "");
        journal.end({ fn, status, tag: tagOf(data.event ?? {}), id: ending.id, data });
      },
    );
  return [
    observe("observe-finished", "inngest/function.finished", "completed"),
    observe("observe-failed", "inngest/function.failed", "failed"),
    observe("observe-cancelled", "inngest/function.cancelled", "cancelled"),
  ];
}
