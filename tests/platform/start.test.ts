import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "@/db/embedded/free-port";
import { waitUntilGone } from "@/db/embedded/process-facts";
import { tempFolder } from "@/testing/folders/temp-folder";
import { ensureTestBuild, TEST_BUILD } from "@/testing/stack/test-build";
import { runScript, type Script } from "@/tests/platform/support";

/** The real `npm start`, with its own data folder, ports and build. */
const folder = tempFolder();
let env: Record<string, string | undefined>;
let portal: string;
let sandbox: string;

beforeAll(async () => {
  await ensureTestBuild();
  const [port, sandboxPort] = [await freePort(), await freePort()];
  portal = `http://127.0.0.1:${port}`;
  sandbox = `http://127.0.0.1:${sandboxPort}`;
  env = {
    CROSSDOCK_HOME: join(folder.path, "home"),
    NEXT_DIST_DIR: TEST_BUILD,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    CROSSDOCK_ORIGIN: undefined,
    DATABASE_URL: undefined,
  };
});
afterAll(() => folder.remove());

/** Starts the demo, waits until it is ready, and returns the lines that list the sample users. */
async function start(): Promise<{ script: Script; users: string[]; data: string; children: number[] }> {
  const script = runScript("scripts/start.ts", [], env);
  const data = (await script.line(/^ {2}Data in /)).replace(/^ {2}Data in (.*)\. Ctrl-C.*$/, "$1");
  const { children }: { children: number[] } = JSON.parse(readFileSync(join(data, "running.json"), "utf8"));
  const users = script
    .output()
    .split("\n")
    .filter((line) => line.includes("@harbour.example"));
  return { script, users, data, children };
}

const status = async (url: string): Promise<number> => (await fetch(url)).status;

test("npm start serves the demo, refuses a second start, recovers from kill -9 and stops on Ctrl-C", async () => {
  const first = await start();
  expect(await status(`${portal}/sign-in`)).toBe(200);
  expect(await status(sandbox)).toBe(200);
  expect(first.script.output()).toContain(`Portal   ${portal}`);
  expect(first.script.output()).toContain(`Sandbox  ${sandbox}`);
  expect(first.users.map((line) => line.trim().split(/\s+/)[0])).toEqual([
    "owner",
    "admin",
    "operator",
    "viewer",
  ]);
  for (const file of ["secrets.json", "demo-users.json"]) {
    expect(statSync(join(first.data, file)).mode & 0o777).toBe(0o600);
  }

  const second = runScript("scripts/start.ts", [], env);
  expect(await second.end()).toBe(1);
  expect(second.output()).toContain(`Crossdock is already running from this folder: ${portal}`);

  first.script.child.kill("SIGKILL");
  for (const pid of first.children) expect(await waitUntilGone(pid, 20_000)).toBe(true);

  const third = await start();
  expect(third.users).toEqual(first.users);
  expect(await status(`${portal}/sign-in`)).toBe(200);
  third.script.child.kill("SIGINT");
  expect(await third.script.end()).toBe(0);
  for (const pid of third.children) expect(await waitUntilGone(pid, 1_000)).toBe(true);
});
