import { beforeAll, expect, test } from "vitest";
import { loadSession } from "@/db/system/auth/load-session";
import { revokeSession } from "@/db/system/auth/revoke-session";
import { recordAttempts } from "@/db/system/auth/sign-in-attempts";
import { attemptKey, LIMIT_PER_ADDRESS, LIMIT_PER_EMAIL } from "@/lib/auth/attempt-limit";
import { judgeSession } from "@/lib/auth/judge-session";
import { hashPassword } from "@/lib/auth/password";
import { signIn } from "@/lib/auth/sign-in";
import { fileDatabase } from "@/testing/database/file-database";

const secret = "a secret of a test, 32 characters long";
const { database, db } = await fileDatabase({ max: 8 });
let now = new Date("2026-03-01T12:00:00Z");

beforeAll(async () => {
  const hash = await hashPassword("right");
  await database.sql`insert into "user" (id, email, name, password_hash, created_at, disabled_at) values
    ('usr_a', 'mara@harbour.example', 'Mara', ${hash}, now(), null),
    ('usr_b', 'gone@harbour.example', 'Gone', ${hash}, now(), now())`;
});

const attempt = (email: string, password: string, address = "10.0.0.1") =>
  signIn({ db, clock: { now: async () => now } }, secret, { email, password, address, device: null });

test("the correct password opens a session, whatever the case of the e-mail", async () => {
  const result = await attempt(" Mara@Harbour.example ", "right");
  if (result.kind !== "signed_in") throw new Error(result.kind);
  const row = await loadSession(db, result.sessionId);
  expect(row?.user.id).toBe("usr_a");
  expect(judgeSession(row, now)).toEqual({ kind: "disabled" }); // no membership yet

  await revokeSession(db, result.sessionId, now);
  expect(judgeSession(await loadSession(db, result.sessionId), now)).toEqual({ kind: "revoked" });
});

test("a wrong password and an unknown e-mail get the same answer; only the correct password reveals a disabled user", async () => {
  expect(await attempt("mara@harbour.example", "wrong")).toEqual({ kind: "wrong" });
  expect(await attempt("nobody@harbour.example", "wrong")).toEqual({ kind: "wrong" });
  expect(await attempt("gone@harbour.example", "wrong")).toEqual({ kind: "wrong" });
  expect(await attempt("gone@harbour.example", "right")).toEqual({ kind: "disabled" });
});

test("sign-in attempts per e-mail are limited for a time, even parallel ones, whether the user exists or not", async () => {
  for (const email of ["mara@harbour.example", "unknown@harbour.example"]) {
    now = new Date(now.getTime() + 3_600_000);
    const results = await Promise.all(
      Array.from({ length: LIMIT_PER_EMAIL * 2 }, (_, n) => attempt(email, "wrong", `10.1.0.${n}`)),
    );
    const wrong = results.filter((result) => result.kind === "wrong").length;
    expect(wrong).toBeLessThanOrEqual(LIMIT_PER_EMAIL);
    for (let n = wrong; n < LIMIT_PER_EMAIL; n += 1) await attempt(email, "wrong", `10.2.0.${n}`);
    const limited = await attempt(email, "right", "10.3.0.1");
    expect(limited.kind).toBe("limited");
  }
  now = new Date(now.getTime() + 3_600_000);
  expect((await attempt("mara@harbour.example", "right")).kind).toBe("signed_in");
});

test("sign-in attempts per IP address are limited across all e-mails", async () => {
  now = new Date(now.getTime() + 3_600_000);
  const key = attemptKey(secret, "address", "10.9.9.9");
  await recordAttempts(
    db,
    Array.from({ length: LIMIT_PER_ADDRESS - 1 }, (_, n) => ({ id: `try_${n}`, key, at: now })),
  );
  expect((await attempt("nobody@x.example", "wrong", "10.9.9.9")).kind).toBe("wrong");
  expect((await attempt("mara@harbour.example", "right", "10.9.9.9")).kind).toBe("limited");
  expect((await attempt("mara@harbour.example", "right", "10.9.9.8")).kind).toBe("signed_in");
});
