import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { contextOf } from "@/lib/auth/require-session";
import { readSession } from "@/lib/auth/session";
import { describeError } from "@/lib/describe-error";
import { may, type Permission } from "@/lib/domain/people/role";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import type { Ctx } from "@/lib/services/core/context";
import { isOwnOrigin } from "./check-origin";
import { type Refusal, type RefusalCode, refusal } from "./refusal";

export type ActionResult<Value> = { ok: true; value: Value } | { ok: false; error: Refusal };

/**
 * Defines a server action, which is a public endpoint. Checks origin, session, role and input, in this order, then
 * runs the handler. Expected outcomes are values of the handler; an error is logged and answered as `unknown`.
 */
export function defineAction<Schema extends z.ZodType, Value>(
  options: { permission: Permission; schema: Schema },
  handler: (ctx: Ctx, input: z.output<Schema>) => Promise<Value>,
): (raw: z.input<Schema>) => Promise<ActionResult<Value>> {
  return async (raw) => {
    const no = (code: RefusalCode) => ({ ok: false as const, error: refusal(code, options.permission) });
    try {
      if (!isOwnOrigin((await headers()).get("origin"), getEnv().origin)) return no("foreign_origin");
      const signed = await readSession();
      if (signed.kind !== "signed") return no("signed_out");
      if (!may(signed.role, options.permission)) return no("forbidden");
      const input = options.schema.safeParse(raw);
      if (!input.success) return no("invalid_input");
      return { ok: true, value: await handler(contextOf(signed), input.data) };
    } catch (error) {
      unstable_rethrow(error);
      getRuntime().log.error("an action failed", describeError(error));
      return no("unknown");
    }
  };
}
