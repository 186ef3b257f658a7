import type { Inngest } from "inngest";
import type { SystemCtx } from "@/lib/services/core/context";
import { keepTokens } from "@/lib/services/installations/tokens/keep-tokens";
import { jobStart } from "./job-start";

/** Every ten minutes: renews tokens of shops that are not called, long before they can no longer be renewed. */
export function keepTokensFunction(client: Inngest, ctx: SystemCtx) {
  return client.createFunction({ ...jobStart("keep-tokens"), retries: 0 }, () => keepTokens(ctx));
}
