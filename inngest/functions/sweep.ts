import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { probePausedShops } from "@/lib/services/installations/probe-paused-shops";
import { sweep } from "@/lib/services/jobs/sweep";
import { jobStart } from "./job-start";

/** Every minute: takes up deliveries and legs that were left behind, and tries shops that pause. */
export function sweepFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("sweep"), retries: 0 }, async () => {
    const swept = await sweep(ctx);
    return { ...swept, ...(await probePausedShops(ctx)) };
  });
}
