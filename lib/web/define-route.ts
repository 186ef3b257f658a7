import type { z } from "zod";
import type { Signed } from "@/lib/auth/judge-session";
import { contextOf } from "@/lib/auth/require-session";
import { readSession } from "@/lib/auth/session";
import { describeError } from "@/lib/describe-error";
import { may, type Permission } from "@/lib/domain/people/role";
import { getRuntime } from "@/lib/runtime/runtime";
import type { Ctx } from "@/lib/services/core/context";
import { type RefusalCode, refusal, statusOf } from "./refusal";

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/**
 * Defines a GET route for signed-in users. Checks session, role and path parameters, then runs the handler. The
 * handler returns null for "not found"; an error is logged and answered as `unknown`.
 */
export function defineRoute<Schema extends z.ZodType>(
  options: { permission: Permission; params: Schema },
  handler: (
    ctx: Ctx,
    input: { params: z.output<Schema>; request: Request; signed: Signed },
  ) => Promise<Response | null>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    const no = (code: RefusalCode) =>
      Response.json(
        { error: refusal(code, options.permission) },
        { status: statusOf(code), headers: { "cache-control": "no-store" } },
      );
    try {
      const signed = await readSession();
      if (signed.kind !== "signed") return no("signed_out");
      if (!may(signed.role, options.permission)) return no("forbidden");
      const params = options.params.safeParse(await context.params);
      if (!params.success) return no("not_found");
      const answer = await handler(contextOf(signed), { params: params.data, request, signed });
      return answer ?? no("not_found");
    } catch (error) {
      getRuntime().log.error("a route failed", describeError(error));
      return no("unknown");
    }
  };
}
