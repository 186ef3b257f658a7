import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { checkShop } from "@/lib/services/stores/check-shop";
import { jobStart, parseEvent } from "./job-start";

/** Few at once, because after an outage every shop is due, and orders go first. */
const AT_ONCE = 4;

/**
 * Looks at one shop and repairs its webhook subscriptions if that is due. A check that failed is due again later; the
 * sweeper then emits its event.
 */
export function checkShopFunction(client: Inngest, ctx: SystemCtx, { origin }: { origin: string }) {
  return client.createFunction(
    {
      ...jobStart("check-shop"),
      retries: 2,
      concurrency: [{ limit: 1, key: "event.data.installationId" }, { limit: AT_ONCE }],
    },
    ({ event }) => {
      const { installationId } = parseEvent("check-shop", event, ctx.log);
      return checkShop(ctx, { installationId, origin });
    },
  );
}
