import { findUser } from "@/db/system/auth/find-user";
import { insertPasswordReset } from "@/db/system/people/password-resets";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { newLinkToken, RESET_MS } from "./link-token";

/**
 * Creates a link with which a user sets a new password, for the administrator of the portal. It works also for a user of
 * several organizations, and for the only owner of one.
 *
 * @returns null when no user has this e-mail address
 */
export async function createOperatorResetLink(
  ctx: Pick<SystemCtx, "db" | "clock">,
  input: { email: string },
): Promise<{ token: string } | null> {
  const user = await findUser(ctx.db, input.email.trim().toLowerCase());
  if (!user) return null;
  const createdAt = await ctx.clock.now();
  const { token, digest } = newLinkToken();
  await insertPasswordReset(ctx.db, null, {
    ...{ id: newId("rst"), userId: user.id, tokenDigest: digest, createdAt },
    expiresAt: new Date(createdAt.getTime() + RESET_MS),
  });
  return { token };
}
