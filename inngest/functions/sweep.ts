import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { probePausedShops } from "@/lib/services/installations/probe-paused-shops";
import { sweep } from "@/lib/services/jobs/sweep";
import { jobStart } from "./job-start";

/** Every minute: emits the events of unfinished work again, and tests the connection to paused shops. */
export function sweepFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("sweep"), retries: 0 }, async () => {
    const swept = await sweep(ctx);
    return { ...swept, ...(await probePausedShops(ctx)) };
  });
}
