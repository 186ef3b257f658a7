import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/context";
import { sweep } from "@/lib/services/sweep";

/** Every minute: takes up deliveries and legs that were left behind. */
export function sweepFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ id: "sweep", triggers: [{ cron: "* * * * *" }], retries: 0 }, ({ step }) =>
    step.run("sweep", () => sweep(ctx)),
  );
}
