import { pushEach } from "@/lib/services/push/push-each";
import { type Stack, startStack } from "@/testing/stack/stack";
import {
  createWorld,
  MAPPED_A,
  MAPPED_B,
  type TestTools,
  testTools,
  type World,
} from "@/testing/stack/world";
import { busyElsewhere, QUIET_PERCENT } from "./support/busy-elsewhere";
import { watchMemory } from "./support/process-memory";
import { loggedCalls, type SendFigures, sendFigures } from "./support/push-log";

/** Buckets of Shopify's shape (twenty seconds' worth), small enough that they and not the machine set the pace. */
const ONE = { orders: 500, bucket: { maximumAvailable: 800, restoreRate: 40 } };
const MANY = { worlds: 10, orders: 40, bucket: { maximumAvailable: 120, restoreRate: 6 } };
const ROOMY = { maximumAvailable: 20_000, restoreRate: 1_000 };

/** How much longer than the buckets demand a push may take before it counts as stuck. */
const PATIENCE = 5;
const POLL_MS = 1_000;
/** Orders that are read into Crossdock at a time while the bench prepares. */
const AT_ONCE = 4;

type Figures = { rate_ratio: number; throttled: number; mem_mb: number; stores20_ratio: number };
type Tools = { stack: Stack; tools: TestTools; progress: (line: string) => void };

/**
 * Bulk pushes by the real worker to the sandbox. `rate_ratio`: 500 orders to one source store against the time
 * that its bucket needs for the points that they cost, from the first order to the last. `stores20_ratio`: the
 * slowest of twenty source stores that are pushed to at once against the same push to one of them alone.
 */
export async function push({ json }: { json: boolean }): Promise<void> {
  const progress = (line: string) => console.error(line);
  const busy = await busyElsewhere();
  const stack = await startStack({ ownCluster: true, web: false });
  const tools = testTools({
    url: stack.database.url,
    sandboxUrl: stack.sandboxUrl,
    keys: stack.env.CROSSDOCK_ENCRYPTION_KEYS,
  });
  try {
    const bench = { stack, tools, progress };
    const one = await oneStore(bench);
    const many = await manyStores(bench);
    const figures: Figures = {
      rate_ratio: round3(one.ratio),
      throttled: one.throttled + many.throttled,
      mem_mb: round3(one.growth),
      stores20_ratio: round3(many.ratio),
    };
    console.log(json ? JSON.stringify(figures) : table(figures, one, many));
    if (busy > QUIET_PERCENT) {
      progress(
        "Other programs kept this machine busy: the figures say little. Measure again when it is quiet.",
      );
    }
  } finally {
    await tools.db.sql.end({ timeout: 1 });
    await stack.stop();
  }
}

type OneStore = { ratio: number; seconds: number; ideal: number; throttled: number; growth: number };

async function oneStore(bench: Tools): Promise<OneStore> {
  const { bucket, orders } = ONE;
  const world = await openWorld(bench, bucket);
  const orderIds = await takeOrders(bench, world, orders, [MAPPED_A]);
  bench.progress(`Pushing ${orders} orders to one store …`);
  const memory = watchMemory(bench.stack.pid("worker"));
  const [figures] = await pushAll(bench, [{ world, orderIds, shops: [world.sourceA] }], bucket.restoreRate);
  if (!figures) throw new Error("Nothing was pushed.");
  const ideal = (figures.points - bucket.maximumAvailable) / bucket.restoreRate;
  const { seconds, throttled } = figures;
  bench.progress(`${seconds.toFixed(1)} s; the bucket allows ${ideal.toFixed(1)} s`);
  return { ratio: ideal / seconds, seconds, ideal, throttled, growth: memory.stop().growth };
}

type ManyStores = { ratio: number; alone: number; slowest: number; throttled: number };

async function manyStores(bench: Tools): Promise<ManyStores> {
  const { bucket, orders, worlds: count } = MANY;
  const single = await openWorld(bench, bucket);
  const singleIds = await takeOrders(bench, single, orders, [MAPPED_A]);
  bench.progress(`Pushing ${orders} orders to one store alone …`);
  const [alone] = await pushAll(
    bench,
    [{ world: single, orderIds: singleIds, shops: [single.sourceA] }],
    bucket.restoreRate,
  );
  const pushes: Push[] = [];
  for (let index = 0; index < count; index += 1) {
    const world = await openWorld(bench, bucket);
    const orderIds = await takeOrders(bench, world, orders, [MAPPED_A, MAPPED_B]);
    pushes.push({ world, orderIds, shops: [world.sourceA, world.sourceB] });
  }
  bench.progress(`Pushing ${orders} orders to each of ${2 * count} stores at once …`);
  const all = await pushAll(bench, pushes, bucket.restoreRate);
  if (!alone) throw new Error("Nothing was pushed.");
  bench.progress(`Alone ${alone?.seconds} s; at once ${all.map(({ seconds }) => seconds).join(", ")} s`);
  const slowest = Math.max(...all.map(({ seconds }) => seconds));
  const throttled = [alone, ...all].reduce((sum, each) => sum + each.throttled, 0);
  return { ratio: alone.seconds / slowest, alone: alone.seconds, slowest, throttled };
}

function openWorld(bench: Tools, sourceBucket: typeof ROOMY): Promise<World> {
  return createWorld(bench.tools, bench.stack.sandbox, { sourceBucket, destinationBucket: ROOMY });
}

/** Shoppers buy one of each; answers our ids. */
async function takeOrders(bench: Tools, world: World, count: number, skus: string[]): Promise<string[]> {
  bench.progress(`Reading ${count} orders into Crossdock …`);
  const ids: string[] = [];
  const lineItems = skus.map((sku) => ({ sku, quantity: 1 }));
  const take = async () => {
    while (ids.length < count) {
      const index = ids.push("") - 1;
      ids[index] = await world.ingest((await world.place({ lineItems })).gid);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return ids;
}

type Push = { world: World; orderIds: string[]; shops: { domain: string }[] };

/** Records bulk pushes as a person does, and waits until the worker has sent every order to every shop. */
async function pushAll(bench: Tools, pushes: Push[], rate: number): Promise<SendFigures[]> {
  const since = new Date();
  await Promise.all(
    pushes.map(async ({ world, orderIds }) => {
      const results = await pushEach(world.ctx(), { orderIds, sourceStoreIds: null, reason: "bench" });
      const wrong = results.find(({ result }) => result.kind !== "recorded");
      if (wrong) throw new Error(`A push was not recorded: ${JSON.stringify(wrong.result)}`);
    }),
  );
  const shops = pushes.flatMap(({ orderIds, shops }) =>
    shops.map(({ domain }) => ({ domain, orders: orderIds.length })),
  );
  const longest = Math.max(...shops.map(({ orders }) => orders));
  // No order of one line costs more than twenty points.
  const deadline = Date.now() + PATIENCE * ((longest * 20) / rate) * 1_000;
  for (;;) {
    const figures = await Promise.all(
      shops.map(async ({ domain }) => sendFigures(await loggedCalls(bench.stack.sandbox, domain), since)),
    );
    const missing = shops.filter((shop, index) => (figures[index]?.created ?? 0) < shop.orders);
    if (missing.length === 0) return figures;
    if (Date.now() > deadline) {
      throw new Error(
        `${missing.length} stores did not get their orders in time:\n${bench.stack.output("worker")}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function table(figures: Figures, one: OneStore, many: ManyStores): string {
  const points = ({ maximumAvailable, restoreRate }: typeof ROOMY) =>
    `bucket of ${maximumAvailable} points, ${restoreRate}/s`;
  return [
    `${ONE.orders} orders to one source store (${points(ONE.bucket)}):`,
    `  ${one.seconds.toFixed(1)} s from the first to the last; the bucket allows ${one.ideal.toFixed(1)} s`,
    `${MANY.orders} orders to each of ${2 * MANY.worlds} source stores at once (${points(MANY.bucket)}):`,
    `  the slowest ${many.slowest.toFixed(1)} s; one alone ${many.alone.toFixed(1)} s`,
    "",
    `rate_ratio ${figures.rate_ratio} · throttled ${figures.throttled} · worker's memory grew by ${figures.mem_mb} MB · stores20_ratio ${figures.stores20_ratio}`,
  ].join("\n");
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000;
