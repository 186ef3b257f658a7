import { notFound, redirect } from "next/navigation";
import { may, type Permission } from "@/lib/domain/people/role";
import { getRuntime } from "@/lib/runtime/runtime";
import type { Ctx } from "@/lib/services/core/context";
import type { Signed } from "./judge-session";
import { readSession } from "./session";

/**
 * For pages: the signed-in user and the context for verbs. Otherwise redirects to the sign-in page with the reason; a
 * page that the role may not see is answered as not found.
 */
export async function requireSession(permission: Permission): Promise<Signed & { ctx: Ctx }> {
  const signed = await readSession();
  if (signed.kind !== "signed") redirect(signed.kind === "none" ? "/sign-in" : `/sign-in?why=${signed.kind}`);
  if (!may(signed.role, permission)) notFound();
  return { ...signed, ctx: contextOf(signed) };
}

/** The context of verbs that a signed-in user calls. */
export function contextOf(signed: Signed): Ctx {
  return {
    ...getRuntime(),
    scope: signed.scope,
    actor: { kind: "user", id: signed.user.id, label: signed.user.name },
  };
}
