import { spawn } from "node:child_process";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { requestPush } from "@/lib/services/push/request-push";
import { testKeys, type World } from "@/testing/stack/world";
import { attemptsOf, dispatchLater, harness, legsOf } from "./harness";

const { sandbox, database, world: createWorld } = await harness();

const running: { kill(): void }[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

function startSender(task: Record<string, unknown>) {
  const root = process.cwd();
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "tests/faults/fixtures/sender.ts")], {
    cwd: root,
    env: { ...process.env, CROSSDOCK_TEST_TASK: JSON.stringify(task) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const ended = new Promise<string>((resolve) => child.on("exit", () => resolve(output)));
  running.push({ kill: () => child.kill("SIGKILL") });
  return { output: () => output, signal: (name: "SIGSTOP" | "SIGCONT") => child.kill(name), ended };
}

/** Starts a sender process and freezes it after its claim is committed and before its lease check. */
async function freeze(world: World, orderId: string) {
  await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
  const [leg] = await legsOf(world, orderId);
  const legId = leg?.id ?? "";
  const sender = startSender({
    url: database.url,
    sandboxUrl: sandbox.url,
    keys: testKeys,
    organizationId: world.organizationId,
    orderId,
    legId,
  });
  await expect.poll(sender.output, { timeout: 20_000 }).toContain("before the write");
  sender.signal("SIGSTOP");
  expect((await legsOf(world, orderId))[0]?.state).toBe("claimed");
  return { ...sender, legId };
}

const sends = async (world: World) =>
  (await sandbox.control.get<unknown[]>(`/log?shop=${world.sourceA.domain}&operation=orderCreate`)).length;

test("a frozen sender whose leg another process has sent meanwhile sends nothing when it continues", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  const sender = await freeze(world, orderId);
  world.advance(10 * 60_000);
  for (let rounds = 0; rounds < 3; rounds += 1) await dispatchLater(world, orderId);
  expect((await legsOf(world, orderId))[0]).toMatchObject({ state: "created", generation: 2 });
  sender.signal("SIGCONT");
  expect(await sender.ended).toContain('"kind":"waiting","code":"lease_lost"');
  expect(await sends(world)).toBe(1);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect((await legsOf(world, orderId))[0]).toMatchObject({ state: "created", generation: 2 });
  const outcomes = (await attemptsOf(world, orderId)).filter((one) => one.operation === "orderCreate");
  expect(outcomes.map((one) => [one.generation, one.outcome])).toEqual([
    [1, "not_executed"],
    [2, "created"],
  ]);
}, 60_000);

test("a sender that was frozen beyond its lease sends nothing, even if no other process took its leg", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  const sender = await freeze(world, orderId);
  const sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await sql`update push_leg set lease_until = now() - interval '1 second' where id = ${sender.legId}`;
  await sql.end();
  sender.signal("SIGCONT");
  expect(await sender.ended).toContain('"kind":"waiting","code":"lease_lost"');
  expect(await sends(world)).toBe(0);
  expect((await legsOf(world, orderId))[0]).toMatchObject({ state: "planned" });
}, 60_000);
