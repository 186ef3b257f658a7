import { readCredentials, replacePassword } from "@/db/system/people/own-account";
import type { SystemCtx } from "@/lib/services/core/context";
import { hashPassword, verifyPassword } from "./password";
import { withAttemptLimit } from "./with-attempt-limit";

type ChangePasswordResult =
  | { kind: "changed"; endedSessions: number }
  | { kind: "wrong" }
  | { kind: "limited"; until: Date };

/**
 * Changes the password of the signed-in user, who proves it with the current one, and ends their other sessions.
 * Wrong passwords count against the same limit as at sign-in.
 */
export async function changePassword(
  ctx: Pick<SystemCtx, "db" | "clock">,
  secret: string,
  input: { userId: string; sessionId: string; current: string; next: string; address: string },
): Promise<ChangePasswordResult> {
  const now = await ctx.clock.now();
  const known = await readCredentials(ctx.db, input.userId);
  if (!known) return { kind: "wrong" };
  const check = await withAttemptLimit(
    ctx,
    { secret, email: known.email, address: input.address, now },
    async () => (await verifyPassword(input.current, known.passwordHash)) || null,
  );
  if (check.kind !== "right") return check;
  const { endedSessions } = await replacePassword(ctx.db, {
    ...{ userId: input.userId, keepSessionId: input.sessionId, at: now },
    passwordHash: await hashPassword(input.next),
  });
  return { kind: "changed", endedSessions };
}
