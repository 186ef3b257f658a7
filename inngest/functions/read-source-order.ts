import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/context";
import type { EventCatalogue } from "@/lib/services/emit";
import { refreshSourceOrder } from "@/lib/services/refresh-source-order";
import { jobCtx } from "./job-ctx";

/**
 * Reads a source order once more after it was recorded from an answer that was not of this moment. Webhooks that
 * came before nobody followed; those that come afterwards are.
 */
export function readSourceOrderFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { id: "read-source-order", triggers: [{ event: "order/source-order.recorded" }], retries: 8 },
    ({ event, step }) => {
      const { organizationId, sourceStoreId, sourceOrderGid } =
        event.data as EventCatalogue["order/source-order.recorded"];
      return step.run("read", () =>
        refreshSourceOrder(jobCtx(ctx, organizationId, "Crossdock"), { sourceStoreId, sourceOrderGid }),
      );
    },
  );
}
