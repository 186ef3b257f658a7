import { createSession } from "@/db/system/auth/create-session";
import { findUser } from "@/db/system/auth/find-user";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { verifyAgainstNobody, verifyPassword } from "./password";
import { withAttemptLimit } from "./with-attempt-limit";

const SESSION_MS = 7 * 24 * 60 * 60_000;

type SignInResult =
  | { kind: "signed_in"; sessionId: string }
  /** The same answer for an unknown e-mail and for a wrong password. */
  | { kind: "wrong" }
  | { kind: "limited"; until: Date }
  /** Only for the right password. */
  | { kind: "disabled" };

/** Codes of a refused sign-in, as the sign-in form receives them. */
export type SignInRefusal = Exclude<SignInResult["kind"], "signed_in"> | "unavailable";

/**
 * Checks e-mail and password and creates a session.
 *
 * @param input.device browser and system, such as "Chrome on Windows"; null when they were not recognised
 */
export async function signIn(
  ctx: Pick<SystemCtx, "db" | "clock">,
  secret: string,
  input: { email: string; password: string; address: string; device: string | null },
): Promise<SignInResult> {
  const now = await ctx.clock.now();
  const email = input.email.trim().toLowerCase();
  const judged = await withAttemptLimit(ctx, { secret, email, address: input.address, now }, async () => {
    const user = await findUser(ctx.db, email);
    const matches = user
      ? await verifyPassword(input.password, user.passwordHash)
      : await verifyAgainstNobody(input.password);
    return matches ? user : null;
  });
  if (judged.kind !== "right") return judged;
  const user = judged.value;
  if (user.disabledAt) return { kind: "disabled" };
  const sessionId = newId("ses");
  await createSession(ctx.db, {
    id: sessionId,
    userId: user.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + SESSION_MS),
    device: input.device,
  });
  return { kind: "signed_in", sessionId };
}
