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
import { backgroundLoad, warnIfBusy } from "./support/background-load";
import { watchMemory } from "./support/process-memory";
import { loggedCalls, type SendFigures, sendFigures } from "./support/push-log";

/**
 * Like Shopify's, these buckets hold what is restored in twenty seconds. They are small, so that they limit the rate
 * and not the machine.
 */
const ONE = { orders: 500, bucket: { maximumAvailable: 800, restoreRate: 40 } };
const MANY = { worlds: 10, orders: 40, bucket: { maximumAvailable: 120, restoreRate: 6 } };
const ROOMY = { maximumAvailable: 20_000, restoreRate: 1_000 };

/** A push counts as stuck after this many times the duration that the buckets allow. */
const STUCK_FACTOR = 5;
const POLL_MS = 1_000;
/** Orders that are read into Crossdock in parallel during the preparation. */
const PARALLEL_READS = 4;

type Figures = { rate_ratio: number; throttled: number; mem_mb: number; stores20_ratio: number };
type Tools = { stack: Stack; tools: TestTools; progress: (line: string) => void };

/**
 * Measures bulk pushes by the real worker to the sandbox. `rate_ratio`: the shortest time that the bucket allows for
 * 500 orders to one source store, divided by the time from the first to the last order. `stores20_ratio`: the time of a
 * push to one source store, divided by the time of the slowest of twenty such pushes in parallel.
 */
export async function push({ json }: { json: boolean }): Promise<void> {
  const progress = (line: string) => console.error(line);
  const busy = await backgroundLoad();
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
    warnIfBusy(busy);
  } finally {
    await tools.db.sql.end({ timeout: 1 });
    await stack.stop();
  }
}

type OneStore = { ratio: number; seconds: number; ideal: number; throttled: number; growth: number };

async function oneStore(bench: Tools): Promise<OneStore> {
  const { bucket, orders } = ONE;
  const world = await openWorld(bench, bucket);
  const orderIds = await createOrders(bench, world, orders, [MAPPED_A]);
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
  const singleIds = await createOrders(bench, single, orders, [MAPPED_A]);
  bench.progress(`Pushing ${orders} orders to one store alone …`);
  const [alone] = await pushAll(
    bench,
    [{ world: single, orderIds: singleIds, shops: [single.sourceA] }],
    bucket.restoreRate,
  );
  const pushes: Push[] = [];
  for (let index = 0; index < count; index += 1) {
    const world = await openWorld(bench, bucket);
    const orderIds = await createOrders(bench, world, orders, [MAPPED_A, MAPPED_B]);
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

/** Places orders of one unit of each SKU and reads them into Crossdock. Returns their ids in Crossdock. */
async function createOrders(bench: Tools, world: World, count: number, skus: string[]): Promise<string[]> {
  bench.progress(`Reading ${count} orders into Crossdock …`);
  const ids: string[] = [];
  const lineItems = skus.map((sku) => ({ sku, quantity: 1 }));
  const lane = async () => {
    while (ids.length < count) {
      const index = ids.push("") - 1;
      ids[index] = await world.ingest((await world.place({ lineItems })).gid);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, lane));
  return ids;
}

type Push = { world: World; orderIds: string[]; shops: { domain: string }[] };

/** Requests bulk pushes as a user does, and waits until the worker has sent every order to every shop. */
async function pushAll(bench: Tools, pushes: Push[], rate: number): Promise<SendFigures[]> {
  const since = new Date();
  await Promise.all(
    pushes.map(async ({ world, orderIds }) => {
      const results = await pushEach(world.ctx(), { orderIds, sourceStoreIds: null, reason: "bench" });
      const failed = results.find(({ result }) => result.kind !== "recorded");
      if (failed) throw new Error(`A push was not recorded: ${JSON.stringify(failed.result)}`);
    }),
  );
  const shops = pushes.flatMap(({ orderIds, shops }) =>
    shops.map(({ domain }) => ({ domain, orders: orderIds.length })),
  );
  const longest = Math.max(...shops.map(({ orders }) => orders));
  // An order of one line costs at most twenty points.
  const deadline = Date.now() + STUCK_FACTOR * ((longest * 20) / rate) * 1_000;
  for (;;) {
    const figures = await Promise.all(
      shops.map(async ({ domain }) => sendFigures(await loggedCalls(bench.stack.sandbox, domain), since)),
    );
    const missing = shops.filter((shop, index) => (figures[index]?.created ?? 0) < shop.orders);
    if (missing.length === 0) return figures;
    if (Date.now() > deadline) {
      throw new Error(
        `${missing.length} stores did not receive their orders in time:\n${bench.stack.output("worker")}`,
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
    `  ${one.seconds.toFixed(1)} s from the first to the last order; the bucket allows ${one.ideal.toFixed(1)} s`,
    `${MANY.orders} orders to each of ${2 * MANY.worlds} source stores at once (${points(MANY.bucket)}):`,
    `  the slowest store ${many.slowest.toFixed(1)} s; one store alone ${many.alone.toFixed(1)} s`,
    "",
    `rate_ratio ${figures.rate_ratio} · throttled ${figures.throttled} · worker's memory grew by ${figures.mem_mb} MB · stores20_ratio ${figures.stores20_ratio}`,
  ].join("\n");
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000;
