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

const FORGET_AFTER_MS = 24 * 60 * 60_000;

/** `right` carries what the check returned. */
type LimitedCheck<Value> =
  | { kind: "right"; value: Value }
  | { kind: "wrong" }
  | { kind: "limited"; until: Date };

/**
 * Runs a check of a password unless too many failed for this e-mail address or this IP address. The attempt is
 * committed before it is judged, so that simultaneous attempts cannot pass the limit together. One limit counts every
 * place where a password is checked.
 *
 * @param check returns null for a wrong password
 */
export async function withAttemptLimit<Value>(
  ctx: Pick<SystemCtx, "db">,
  input: { secret: string; email: string; address: string; now: Date },
  check: () => Promise<Value | null>,
): Promise<LimitedCheck<Value>> {
  const { secret, now } = input;
  const emailKey = attemptKey(secret, "email", input.email);
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
  const value = await check();
  if (value === null) return { kind: "wrong" };
  await forgetAttempts(ctx.db, {
    ids,
    keys: [emailKey],
    before: new Date(now.getTime() - FORGET_AFTER_MS),
  });
  return { kind: "right", value };
}
