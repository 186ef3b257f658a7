import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { loadSession } from "@/db/system/auth/load-session";
import { judgeSession } from "@/lib/auth/judge-session";
import { signIn } from "@/lib/auth/sign-in";
import { databaseClock } from "@/lib/runtime/database-clock";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { projectRoot } from "@/testing/folders/project-root";

const password = "a long enough password";
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Runs the script as `npm run create-owner` does, without a terminal. */
function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/create-owner.ts", ...args], {
      cwd: projectRoot,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        CROSSDOCK_MODE: "production",
        CROSSDOCK_ORIGIN: "https://portal.example",
        CROSSDOCK_AUTH_SECRET: randomBytes(32).toString("hex"),
        CROSSDOCK_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
        DATABASE_URL: database.url,
        ...env,
      },
    });
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
    });
    child.stderr.on("data", (chunk) => {
      text += chunk;
    });
    child.on("close", (code) => resolve({ code, text }));
  });
}

const mara = ["--organization", "Harbour & Vale", "--name", "Mara Lind", "--email", "Mara@Harbour.example"];

test("create-owner creates an organization with an owner who can sign in; a second run changes nothing", async () => {
  const first = await run(mara, { CROSSDOCK_OWNER_PASSWORD: password });
  expect(first).toEqual({
    code: 0,
    text: "Mara Lind owns Harbour & Vale and can sign in with mara@harbour.example.\n",
  });

  const db = openDatabase(database.url, { max: 2 });
  const ctx = { db, clock: databaseClock(db) };
  const input = { email: "mara@harbour.example", password, address: "127.0.0.1", device: null };
  const result = await signIn(ctx, "s".repeat(32), input);
  if (result.kind !== "signed_in") throw new Error(result.kind);
  const signed = judgeSession(await loadSession(db, result.sessionId), new Date());
  expect(signed).toMatchObject({
    kind: "signed",
    role: "owner",
    organization: { name: "Harbour & Vale" },
    scope: { merchantIds: null },
  });

  const again = await run(mara, { CROSSDOCK_OWNER_PASSWORD: password });
  expect(again.code).toBe(1);
  expect(again.text).toContain(
    "A user with the e-mail mara@harbour.example already exists. Nothing was changed.",
  );
  const [count] = await db.sql`select count(*)::int as users from "user"`;
  expect(count?.users).toBe(1);
  await db.sql.end();
});

test.each([
  [mara, {}, "There is no terminal to prompt on."],
  [mara, { CROSSDOCK_OWNER_PASSWORD: "short" }, "The password needs at least 12 characters."],
  [
    [...mara.slice(0, 5), "no-mail"],
    { CROSSDOCK_OWNER_PASSWORD: password },
    "The e-mail address is not valid.",
  ],
])("create-owner says what is wrong with its input: %j", async (args, env, sentence) => {
  const refused = await run(args, env);
  expect(refused.code).toBe(1);
  expect(refused.text).toContain(sentence);
});
