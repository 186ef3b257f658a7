import { consumePasswordReset, findPasswordReset } from "@/db/system/people/password-resets";
import type { SystemCtx } from "@/lib/services/core/context";
import { digestToken } from "@/lib/services/people/link-token";
import { hashPassword } from "./password";

/** Reads whose password a link resets; null when the link is unknown, was used, replaced, or has expired. */
export async function readPasswordReset(
  ctx: Pick<SystemCtx, "db" | "clock">,
  token: string,
): Promise<{ email: string; name: string } | null> {
  return findPasswordReset(ctx.db, digestToken(token), await ctx.clock.now());
}

/**
 * Sets a new password by a link and ends every session of the user.
 *
 * @returns the user's e-mail address; null when the link is no longer valid. Then nothing was changed
 */
export async function resetPassword(
  ctx: Pick<SystemCtx, "db" | "clock">,
  input: { token: string; password: string },
): Promise<{ email: string } | null> {
  const known = await readPasswordReset(ctx, input.token);
  if (!known) return null;
  const passwordHash = await hashPassword(input.password);
  const used = await consumePasswordReset(ctx.db, {
    ...{ tokenDigest: digestToken(input.token), passwordHash, at: await ctx.clock.now() },
  });
  return used ? { email: known.email } : null;
}
