import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { isAlive, waitUntilGone } from "@/db/embedded/process-facts";
import { serverUser } from "@/db/embedded/server-user";
import { type Cluster, startCluster } from "@/db/embedded/start-cluster";
import { tempFolder, testFolders } from "@/testing/folders/temp-folder";
import { childrenOf, runScript } from "@/tests/platform/support";

const folder = tempFolder();
const { binaries: binariesDir } = testFolders();
const asRoot = process.getuid?.() === 0;
const holder = "tests/platform/fixtures/hold-cluster.ts";
afterAll(() => folder.remove());

async function query(cluster: { superuserUrl: string }, text: string): Promise<unknown[]> {
  const sql = postgres(cluster.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

const isGone = (cluster: Cluster) => expect(isAlive(cluster.pid)).toBe(false);

test("the embedded PostgreSQL creates its data once, keeps it, and listens only on 127.0.0.1", async () => {
  const dataDir = join(folder.path, "kept");
  const first = await startCluster({ dataDir, binariesDir });
  await query(first, "CREATE TABLE fact (value text)");
  expect(await query(first, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(await query(first, "SHOW fsync")).toEqual([{ fsync: "on" }]);
  expect(statSync(`/proc/${first.pid}`).uid).not.toBe(0);
  expect(statSync(join(dataDir, "superuser-password")).mode & 0o777).toBe(0o600);
  await expect(
    query({ superuserUrl: first.superuserUrl.replace(/:[^:@]+@/, ":wrong@") }, "SELECT 1"),
  ).rejects.toThrow(/password authentication failed/);
  await first.stop();
  isGone(first);

  const second = await startCluster({ dataDir, binariesDir });
  expect(await query(second, "SELECT * FROM fact")).toEqual([]);
  await second.stop();
});

test("the server stops after kill -9 of the process that started it, and the next start keeps its data", async () => {
  const dataDir = join(folder.path, "killed");
  const script = runScript(holder, [dataDir, binariesDir]);
  const { pid, superuserUrl } = JSON.parse(await script.line(/^\{/));
  await query({ superuserUrl }, "CREATE TABLE fact (value text)");
  script.child.kill("SIGKILL");
  expect(await waitUntilGone(pid, 10_000)).toBe(true);

  const next = await startCluster({ dataDir, binariesDir });
  expect(await query(next, "SELECT * FROM fact")).toEqual([]);
  await next.stop();
});

test("the next start replaces a server that is still running after its supervisor and watchdog were killed", async () => {
  const dataDir = join(folder.path, "outlived");
  const script = runScript(holder, [dataDir, binariesDir]);
  const { pid } = JSON.parse(await script.line(/^\{/));
  for (const watchdog of childrenOf(script.pid, "watchdog-process")) process.kill(watchdog, "SIGKILL");
  script.child.kill("SIGKILL");
  await script.end();
  expect(isAlive(pid)).toBe(true);

  const next = await startCluster({ dataDir, binariesDir });
  expect(isAlive(pid)).toBe(false);
  await next.stop();
});

test("a crashed server restarts on the same port, with its committed data", async () => {
  const dataDir = join(folder.path, "crashed");
  const first = await startCluster({ dataDir, binariesDir });
  await query(first, "CREATE TABLE fact (value text)");
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const next = await startCluster({ dataDir, binariesDir, port: first.port });
  expect(await query(next, "SELECT * FROM fact")).toEqual([]);
  await next.stop();
});

test("a start ignores a stale lock file whose process id now belongs to another program", async () => {
  const dataDir = join(folder.path, "stale");
  const first = await startCluster({ dataDir, binariesDir });
  await first.stop();
  const lines = [process.pid, join(dataDir, "data"), 0, 5432, "", "127.0.0.1", "  1  1", "ready   "];
  writeFileSync(join(dataDir, "data", "postmaster.pid"), `${lines.join("\n")}\n`);
  const next = await startCluster({ dataDir, binariesDir });
  expect(isAlive(process.pid)).toBe(true);
  await next.stop();
});

test("a start creates an incomplete data folder again", async () => {
  const dataDir = join(folder.path, "half");
  mkdirSync(join(dataDir, "data.new", "base"), { recursive: true });
  const cluster = await startCluster({ dataDir, binariesDir });
  expect(await query(cluster, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await cluster.stop();
});

test("the error for a taken port names the port", async () => {
  const first = await startCluster({ dataDir: join(folder.path, "one"), binariesDir });
  await expect(
    startCluster({ dataDir: join(folder.path, "two"), binariesDir, port: first.port }),
  ).rejects.toThrow(`Port ${first.port} is already taken`);
  await first.stop();
});

test("the error for an unusable folder says what to do", async () => {
  const file = join(folder.path, "file");
  writeFileSync(file, "");
  await expect(startCluster({ dataDir: join(file, "cluster"), binariesDir })).rejects.toThrow(
    /cannot be a data folder.*is a file.*CROSSDOCK_HOME/,
  );

  const closed = join(folder.path, "closed");
  mkdirSync(closed);
  chmodSync(closed, asRoot ? 0o700 : 0o500);
  await expect(startCluster({ dataDir: join(closed, "cluster"), binariesDir })).rejects.toThrow(
    asRoot
      ? /who cannot enter .*closed.*CROSSDOCK_HOME/
      : /no permission to write to .*closed.*CROSSDOCK_HOME/,
  );
});

test("data of another PostgreSQL version is reported and not changed", async () => {
  const dataDir = join(folder.path, "version");
  await (await startCluster({ dataDir, binariesDir })).stop();
  writeFileSync(join(dataDir, "data", "PG_VERSION"), "12\n");
  await expect(startCluster({ dataDir, binariesDir })).rejects.toThrow(
    /created by another version of PostgreSQL/,
  );
  expect(readFileSync(join(dataDir, "data", "PG_VERSION"), "utf8")).toBe("12\n");
});

test("root runs the server as postgres, or as nobody; other users run it as themselves", () => {
  const passwd = ["root:x:0:0::/root:/bin/sh", "nobody:x:65534:65534::/:/bin/false"];
  const withPostgres = [...passwd, "postgres:x:101:104::/:/bin/false"];
  expect(serverUser(1000, () => "")).toBeNull();
  expect(serverUser(0, () => passwd.join("\n"))).toEqual({ name: "nobody", uid: 65534, gid: 65534 });
  expect(serverUser(0, () => withPostgres.join("\n"))).toEqual({ name: "postgres", uid: 101, gid: 104 });
  expect(() => serverUser(0, () => "root:x:0:0::/root:/bin/sh")).toThrow(
    /Start Crossdock as an ordinary user/,
  );
});
