import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadAppCredential } from "@/db/system/installations/load-app-credential";
import { createOrganization } from "@/lib/services/people/create-organization";
import { appsCommand } from "@/scripts/apps/apps-command";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { projectRoot } from "@/testing/folders/project-root";
import { type TestTools, testTools } from "@/testing/stack/world";

const keys = `k1:${randomBytes(32).toString("base64")}`;
let database: TestDatabase;
let superuser: postgres.Sql;
let tools: TestTools;

beforeAll(async () => {
  database = await testDatabase();
  superuser = postgres(database.superuserUrl, { max: 1 });
  tools = testTools({ url: database.url, sandboxUrl: "http://127.0.0.1:9", keys });
});
afterAll(async () => {
  await Promise.all([superuser.end(), tools.db.sql.end({ timeout: 1 })]);
  await database.close();
});

/** Runs the command in this process. Returns what it printed. */
async function run(args: string[], secret = ""): Promise<string> {
  const lines: string[] = [];
  await appsCommand(tools, args, {
    origin: "https://portal.example",
    readSecret: async () => secret,
    print: (text) => lines.push(text),
  });
  return lines.join("\n");
}

/** Runs `npm run apps` with this standard input. */
function spawned(args: string[], input: string): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/apps.ts", ...args], {
      cwd: projectRoot,
      env: {
        ...process.env,
        CROSSDOCK_MODE: "production",
        CROSSDOCK_ORIGIN: "https://portal.example",
        CROSSDOCK_AUTH_SECRET: randomBytes(32).toString("hex"),
        CROSSDOCK_ENCRYPTION_KEYS: keys,
        DATABASE_URL: database.url,
      },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        text += chunk;
      });
    }
    child.stdin.end(input);
    child.on("close", (code) => resolve({ code, text }));
  });
}

const secretsOf = async (handle: string) => {
  const row = await loadAppCredential(tools.db, handle);
  return [row?.secretCipher, row?.previousSecretCipher].map((cipher) =>
    cipher ? tools.secrets.open(cipher) : null,
  );
};

test("npm run apps registers, lists and rotates an organization's apps, and never takes a secret as an argument", async () => {
  await expect(run(["list"])).rejects.toThrow("There is no organization yet. Create one with npm run");
  const { organizationId } = await createOrganization(tools, { name: "Harbour & Vale" });
  const add = ["add", "--name", "Fjordlys", "--client-id", "client-1", "--json"];
  const added = await spawned(add, "a-first-secret\n");
  expect(added.code, added.text).toBe(0);
  const { handle, ...addresses } = JSON.parse(added.text);
  expect(addresses).toEqual({
    appUrl: `https://portal.example/api/shopify/${handle}/install`,
    redirectUrl: `https://portal.example/api/shopify/${handle}/callback`,
    webhookUrl: `https://portal.example/api/webhooks/shopify/${handle}`,
  });
  expect(await secretsOf(handle)).toEqual(["a-first-secret", null]);
  await expect(run(add, "a-first-secret")).rejects.toThrow(`registered already: ${handle}`);

  await run(["rotate", handle, "--organization", "Harbour & Vale"], "a-second-secret");
  expect(await secretsOf(handle)).toEqual(["a-second-secret", "a-first-secret"]);
  expect(await run(["list"])).toBe(
    `${handle}  Fjordlys  client id client-1  custom, expiring tokens  shops: 0`,
  );
  expect(await run(["toml", handle])).toContain(`uri = "${addresses.webhookUrl}"`);
  const entries = await superuser`
    select verb, actor_label from audit_entry where organization_id = ${organizationId} order by at`;
  expect(entries.map(({ verb, actor_label }) => `${verb} ${actor_label}`)).toEqual([
    "app.registered Command line",
    "app.secret_rotated Command line",
  ]);

  expect(await run(["change", handle, "--tokens", "permanent"])).toContain("The app is changed.");
  expect(await run(["list"])).toContain("custom, permanent tokens");
  await expect(run(["exchange", handle])).rejects.toThrow("The app asks for permanent tokens.");
  await expect(run(["change", handle, "--distribution", "public", "--tokens", "permanent"])).rejects.toThrow(
    "A public app needs expiring tokens. Nothing was changed.",
  );
  await run(["change", handle, "--distribution", "public"]);
  const made = ["add", "--name", "Public", "--client-id", "client-9", "--distribution", "public", "--json"];
  const { handle: second } = JSON.parse(await run(made, "another-secret"));
  expect(await run(["list"])).toContain(`${second}  Public  client id client-9  public, expiring tokens`);
  const [app] = await superuser`
    select id, distribution, token_kind as tokens from app_credential where handle = ${handle}`;
  expect(app).toMatchObject({ distribution: "public", tokens: "expiring" });
  await superuser`insert into installation (id, app_credential_id, shop_domain, token_cipher, scopes, installed_at)
    values ('ins_cli', ${app?.id}, 'cli.myshopify.com', ${tools.secrets.seal("none")}, '{}', now())`;
  expect(await run(["list"])).toContain("shops: 1 (with a permanent token: 1)");
  // It cannot be undone, so that it needs a word more.
  await expect(run(["exchange", handle])).rejects.toThrow("This ends the permanent tokens of 1 shop");
  // The shop cannot be reached here: the worker goes on.
  expect(await run(["exchange", handle, "--yes"])).toBe(
    "Tokens exchanged: 0. The worker goes on with 1 other.",
  );

  const { organizationId: other } = await createOrganization(tools, { name: "Quayside" });
  await expect(run(["list"])).rejects.toThrow(`${other}  Quayside`);
  expect(await run(["list", "--organization", other])).toBe("No app is registered.");
  await expect(run(["rotate", handle, "--organization", other], "a-third-secret")).rejects.toThrow(
    `The organization has no app "${handle}".`,
  );
});

test.each([
  [["list", "--organization", "Nobody"], "", 'There is no organization "Nobody".'],
  [["add", "--name", "X", "--client-id", "client-2", "--organization", "Quayside"], "short", "8 to 200"],
  [["add", "--organization", "Quayside"], "", "Pass --name and --client-id."],
  [["remove"], "", '"remove" is not a valid command.'],
  [["rotate"], "", '"rotate" is not a valid command.'],
  [
    ["add", "--name", "X", "--client-id", "c", "--tokens", "none", "--organization", "Quayside"],
    "",
    "--tokens must be one of expiring, permanent.",
  ],
  [
    ["add", "--name", "X", "--client-id", "c", "--distribution", "all", "--organization", "Quayside"],
    "",
    "--distribution must be one of custom, public.",
  ],
  [["change", "app-none", "--organization", "Quayside"], "", "Pass --distribution, --tokens, or both."],
  [["exchange", "app-none", "--yes", "--organization", "Quayside"], "", 'no app "app-none"'],
])("npm run apps says what is wrong: %j", async (args, secret, sentence) => {
  await expect(run(args, secret)).rejects.toThrow(sentence);
});
