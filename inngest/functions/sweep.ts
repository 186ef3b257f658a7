import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/context";
import { probePausedShops } from "@/lib/services/probe-paused-shops";
import { sweep } from "@/lib/services/sweep";

/** Every minute: takes up deliveries and legs that were left behind, and tries shops that pause. */
export function sweepFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction(
    { id: "sweep", triggers: [{ cron: "* * * * *" }], retries: 0 },
    async ({ step }) => {
      const swept = await step.run("sweep", () => sweep(ctx));
      const probed = await step.run("probe", () => probePausedShops(ctx));
      return { ...swept, ...probed };
    },
  );
}
