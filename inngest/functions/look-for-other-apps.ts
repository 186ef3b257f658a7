import { type Inngest, RetryAfterError } from "inngest";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { LOOK_PAGES, LOOK_PAUSE_MS } from "@/lib/domain/moving/look-timing";
import type { SystemCtx } from "@/lib/services/core/context";
import { lookForOtherApps } from "@/lib/services/moving/look-for-other-apps";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { jobCtx } from "./job-ctx";
import { jobStart, parseEvent } from "./job-start";

const LONGEST_WAIT_MS = 120_000;

/** Reads the recent orders of a source store, to find those that another app pushed. A long look is done in parts. */
export function lookForOtherAppsFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("look-for-other-apps"), retries: 15 }, async ({ event }) => {
    const { organizationId, connectionId } = parseEvent("look-for-other-apps", event, ctx.log);
    const scoped = jobCtx(ctx, organizationId, "Crossdock");
    try {
      const look = { connectionId, full: true, pages: LOOK_PAGES.job };
      const result = await lookForOtherApps(scoped, look);
      if (result.kind !== "more") return result;
    } catch (error) {
      if (!(error instanceof ShopifyFailure)) throw error;
      const waitMs = error.retryAfterMs ?? remoteErrors[error.code].waitMs;
      // The sweeper emits the event again while the look is due.
      if (waitMs > LONGEST_WAIT_MS) return { kind: "waiting" as const, reason: error.code };
      throw new RetryAfterError(`The read failed: ${error.code}.`, waitMs);
    }
    throw new RetryAfterError("More orders are to be read.", LOOK_PAUSE_MS);
  });
}
