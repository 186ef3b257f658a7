import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isAlive, waitUntilGone } from "@/db/embedded/process-facts";
import { keepRunning } from "@/scripts/supervisor/keep-running";
import { runningStart, takeLock } from "@/scripts/supervisor/lock";
import { tempFolder } from "@/testing/folders/temp-folder";
import { childrenOf, runScript } from "@/tests/platform/support";

const folder = tempFolder();
afterAll(() => folder.remove());
const subfolder = (name: string): string => {
  const path = join(folder.path, name);
  mkdirSync(path);
  return path;
};

test("a second start from the same folder is refused", async () => {
  const path = subfolder("running");
  const script = runScript("tests/platform/fixtures/hold-lock.ts", [path]);
  await script.line(/child/);
  expect(runningStart(path)).toMatchObject({ pid: script.pid, origin: "http://127.0.0.1:3999" });
  await expect(takeLock(path, "http://127.0.0.1:3000", [])).rejects.toThrow(
    `Crossdock is already running from this folder: http://127.0.0.1:3999 (process ${script.pid}). Stop it first`,
  );
  script.child.kill("SIGKILL");
  await script.end();
});

test("a start after kill -9 of the supervisor and its watchdog stops the processes that they left", async () => {
  const path = subfolder("killed");
  const script = runScript("tests/platform/fixtures/hold-lock.ts", [path]);
  const { child } = JSON.parse(await script.line(/child/));
  for (const watchdog of childrenOf(script.pid, "watchdog-process")) process.kill(watchdog, "SIGKILL");
  script.child.kill("SIGKILL");
  await script.end();
  expect(isAlive(child)).toBe(true);
  expect(runningStart(path)).toBeNull();

  const lock = await takeLock(path, "http://127.0.0.1:3000", []);
  expect(lock.tookOver).toBe(true);
  expect(isAlive(child)).toBe(false);
  lock.release();
  expect((await takeLock(path, "http://127.0.0.1:3000", [])).tookOver).toBe(false);
});

test("of two starts at the same moment, one runs and the other is refused", async () => {
  const path = subfolder("race");
  const scripts = [1, 2].map(() => runScript("tests/platform/fixtures/hold-lock.ts", [path]));
  const outcomes = await Promise.allSettled(scripts.map((script) => script.line(/child/)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  for (const script of scripts) script.child.kill("SIGKILL");
});

test.each([
  ["a process", "setInterval(() => {}, 1000)"],
  ["a process with a child", `require("child_process").spawn("sleep", ["600"]); setInterval(() => {}, 1000)`],
])("the watchdog stops %s and removes the folder after kill -9 of the supervisor", async (name, code) => {
  const path = subfolder(name.replaceAll(" ", "-"));
  const script = runScript("tests/platform/fixtures/hold-service.ts", [path, code]);
  const { child } = JSON.parse(await script.line(/child/));
  const grandchildren = childrenOf(child, "sleep");
  script.child.kill("SIGKILL");
  for (const pid of [child, ...grandchildren]) expect(await waitUntilGone(pid, 10_000)).toBe(true);
  for (const end = Date.now() + 5_000; existsSync(path) && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(existsSync(path)).toBe(false);
});

test("a process that crashes is restarted, and stays down once it is stopped", async () => {
  const pids: number[] = [];
  const lines: string[] = [];
  const kept = keepRunning(
    { name: "child", args: ["--eval", "console.log('up'); setInterval(() => {}, 1000)"], env: {} },
    process.env,
    { onLine: (line) => lines.push(line), onStart: (pid) => pids.push(pid) },
  );
  process.kill(kept.pid(), "SIGKILL");
  for (const end = Date.now() + 10_000; pids.length < 2 && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(pids).toHaveLength(2);
  expect(lines.join("\n")).toMatch(/exited \(SIGKILL\); restarting in 0.5 s/);
  await kept.stop();
  expect(pids.some(isAlive)).toBe(false);
});
