import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { listPushLegs } from "@/lib/services/legs/list-push-legs";
import { requestPush } from "@/lib/services/push/request-push";
import { enlargeTables } from "@/testing/seed/enlarge-tables";
import { startStack } from "@/testing/stack/stack";
import { createWorld, testTools, type World } from "@/testing/stack/world";
import { backgroundLoad, warnIfBusy } from "./support/background-load";
import { median } from "./support/statistics";

const ATTEMPTS = 1_000_000;
/** The other tables that grow with orders have a tenth of the attempts. */
const OTHERS_SHARE = 0.1;
/** Orders that are pushed before the rows are copied, so that the copies are of several kinds. */
const ORIGINALS = 5;
const ROUNDS = 60;
const WARM_UP = 8;
const BUCKET = { maximumAvailable: 20_000, restoreRate: 1_000 };

type Figures = { push_ms_p50_small: number; push_ms_p50_big: number; ratio: number };

/**
 * Measures a push, from the request to the recorded source orders, in turns in an organization with 1,000,000 attempts
 * and in an empty one of the same database. One process makes every call, so that nothing waits in a queue.
 *
 * @param options.rows another number of attempts
 */
export async function ledger({ json, rows }: { json: boolean; rows: number | null }): Promise<void> {
  const progress = (line: string) => console.error(line);
  const busy = await backgroundLoad();
  const stack = await startStack({ ownCluster: true, web: false, worker: false });
  const tools = testTools({
    url: stack.database.url,
    sandboxUrl: stack.sandboxUrl,
    keys: stack.env.CROSSDOCK_ENCRYPTION_KEYS,
  });
  try {
    const attempts = rows ?? ATTEMPTS;
    const open = () => createWorld(tools, stack.sandbox, { sourceBucket: BUCKET, destinationBucket: BUCKET });
    const big = await open();
    for (let count = 0; count < ORIGINALS; count += 1) await pushOne(big);
    progress(`Writing ${attempts.toLocaleString("en")} attempts …`);
    await enlargeTables(stack.database.superuserUrl, Math.ceil(attempts * OTHERS_SHARE), {
      attempt: attempts,
    });
    const small = await open();
    const ms = { small: [] as number[], big: [] as number[] };
    progress(`Pushing ${ROUNDS} orders in each organization …`);
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      // The order of the two changes from round to round.
      const turns = round % 2 === 0 ? (["small", "big"] as const) : (["big", "small"] as const);
      for (const name of turns) {
        const took = await pushOne(name === "small" ? small : big);
        if (round >= WARM_UP) ms[name].push(took);
      }
    }
    const [p50Small, p50Big] = [median(ms.small), median(ms.big)];
    const figures: Figures = {
      push_ms_p50_small: round2(p50Small),
      push_ms_p50_big: round2(p50Big),
      ratio: round2(p50Big / p50Small),
    };
    console.log(json ? JSON.stringify(figures) : table(figures, attempts));
    warnIfBusy(busy);
  } finally {
    await tools.db.sql.end({ timeout: 1 });
    await stack.stop();
  }
}

/** Places an order and reads it, then pushes it to both source stores. Returns the milliseconds of the push. */
async function pushOne(world: World): Promise<number> {
  const orderId = await world.ingest((await world.place()).gid);
  const job = world.ctx({ kind: "job", label: "Crossdock" });
  const begun = performance.now();
  const result = await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  if (result.kind !== "recorded" || result.pushId === null)
    throw new Error(`The push was not recorded: ${result.kind}.`);
  for (const legId of await listPushLegs(job, { orderId, pushId: result.pushId })) {
    const sent = await dispatchLeg(job, { orderId, legId });
    if (sent.kind !== "settled" || sent.state !== "created")
      throw new Error(`A leg was not sent: ${sent.kind}.`);
  }
  return performance.now() - begun;
}

function table(figures: Figures, attempts: number): string {
  return [
    `A push in an empty organization: ${figures.push_ms_p50_small} ms; in one with ${attempts.toLocaleString("en")} attempts: ${figures.push_ms_p50_big} ms (medians of ${ROUNDS})`,
    `ratio ${figures.ratio}`,
  ].join("\n");
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
