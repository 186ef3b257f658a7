import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { sweepAndProbe } from "@/lib/services/jobs/sweep-and-probe";
import { jobStart } from "./job-start";

/** Every minute: emits the events of unfinished work again, and tests the connection to paused shops. */
export function sweepFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("sweep"), retries: 0 }, () => sweepAndProbe(ctx));
}
