import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { clientAddress } from "@/lib/auth/attempt-limit";
import { describeError } from "@/lib/describe-error";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import type { SystemCtx } from "@/lib/services/core/context";
import { isOwnOrigin } from "./check-origin";
import type { ActionResult } from "./define-action";
import { type RefusalCode, refusal } from "./refusal";

/**
 * Defines a server action for users who are not signed in, such as those with a link. Checks origin and input, then
 * runs the handler, which must check what proves the user. An error is logged and answered as `unknown`.
 */
export function definePublicAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  handler: (
    ctx: SystemCtx,
    input: z.output<Schema>,
    request: { address: string; secret: string },
  ) => Promise<Value>,
): (raw: z.input<Schema>) => Promise<ActionResult<Value>> {
  return async (raw) => {
    const no = (code: RefusalCode) => ({ ok: false as const, error: refusal(code, "account.write") });
    try {
      const head = await headers();
      const env = getEnv();
      if (!isOwnOrigin(head.get("origin"), env.origin)) return no("foreign_origin");
      const input = schema.safeParse(raw);
      if (!input.success) return no("invalid_input");
      const request = { address: clientAddress(head.get("x-forwarded-for")), secret: env.authSecret };
      return { ok: true, value: await handler(getRuntime(), input.data, request) };
    } catch (error) {
      unstable_rethrow(error);
      getRuntime().log.error("a public action failed", describeError(error));
      return no("unknown");
    }
  };
}
