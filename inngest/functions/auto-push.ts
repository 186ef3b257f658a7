import type { Inngest } from "inngest";
import { mintScope } from "@/db/scope";
import { autoPush } from "@/lib/services/auto-push";
import type { SystemCtx } from "@/lib/services/context";
import type { EventCatalogue } from "@/lib/services/emit";

/** Pushes a new or changed order by itself where the store's switch says so and nothing holds it. */
export function autoPushFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { id: "auto-push", triggers: [{ event: "order/ingested" }], retries: 8 },
    async ({ event, step }) => {
      const { organizationId, orderId } = event.data as EventCatalogue["order/ingested"];
      return step.run("plan", () =>
        autoPush(
          {
            ...ctx,
            scope: mintScope(organizationId),
            actor: { kind: "job", label: "Automatic order push" },
          },
          { orderId },
        ),
      );
    },
  );
}
