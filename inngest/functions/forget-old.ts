import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { forgetOld } from "@/lib/services/jobs/forget-old";
import { jobStart } from "./job-start";

/** Every hour: deletes rows that are older than the retention of their table. */
export function forgetOldFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("forget-old"), retries: 0 }, () => forgetOld(ctx));
}
