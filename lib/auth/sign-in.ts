import { createSession } from "@/db/system/auth/create-session";
import { findUser } from "@/db/system/auth/find-user";
import { forgetAttempts, recentAttempts, recordAttempts } from "@/db/system/auth/sign-in-attempts";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import {
  ATTEMPT_WINDOW_MS,
  attemptKey,
  LIMIT_PER_ADDRESS,
  LIMIT_PER_EMAIL,
  limitedUntil,
} from "./attempt-limit";
import { verifyAgainstNobody, verifyPassword } from "./password";

const SESSION_MS = 7 * 24 * 60 * 60_000;
const FORGET_AFTER_MS = 24 * 60 * 60_000;

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
 * Checks e-mail and password and creates a session. An attempt is committed before it is judged, so that
 * simultaneous attempts cannot pass the limit together.
 */
export async function signIn(
  ctx: Pick<SystemCtx, "db" | "clock">,
  secret: string,
  input: { email: string; password: string; address: string },
): Promise<SignInResult> {
  const now = await ctx.clock.now();
  const email = input.email.trim().toLowerCase();
  const emailKey = attemptKey(secret, "email", email);
  const addressKey = attemptKey(secret, "address", input.address);
  const attempts = [
    { id: newId("try"), key: emailKey, at: now },
    { id: newId("try"), key: addressKey, at: now },
  ];
  const ids = attempts.map((attempt) => attempt.id);
  await recordAttempts(ctx.db, attempts);

  const since = new Date(now.getTime() - ATTEMPT_WINDOW_MS);
  const recent = await recentAttempts(ctx.db, [emailKey, addressKey], since, LIMIT_PER_ADDRESS + 1);
  const until =
    limitedUntil(recent.get(emailKey) ?? [], LIMIT_PER_EMAIL) ??
    limitedUntil(recent.get(addressKey) ?? [], LIMIT_PER_ADDRESS);
  if (until) {
    // A refused attempt does not extend the wait.
    await forgetAttempts(ctx.db, { ids });
    return { kind: "limited", until };
  }

  const user = await findUser(ctx.db, email);
  const matches = user
    ? await verifyPassword(input.password, user.passwordHash)
    : await verifyAgainstNobody(input.password);
  if (!user || !matches) return { kind: "wrong" };

  await forgetAttempts(ctx.db, {
    ids,
    keys: [emailKey],
    before: new Date(now.getTime() - FORGET_AFTER_MS),
  });
  if (user.disabledAt) return { kind: "disabled" };
  const sessionId = newId("ses");
  await createSession(ctx.db, {
    id: sessionId,
    userId: user.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + SESSION_MS),
  });
  return { kind: "signed_in", sessionId };
}
