import { randomBytes } from "node:crypto";
import { mintScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { createOrganization } from "@/lib/services/people/create-organization";
import { requestPush } from "@/lib/services/push/request-push";
import { createMerchant } from "@/lib/services/stores/create-merchant";
import { workerService } from "@/scripts/supervisor/services";
import { type RunningService, spawnService } from "@/scripts/supervisor/spawn-service";
import { connectShops, type Making, openShop, type Shop } from "@/testing/stack/make-shops";
import { type Stack, startStack } from "@/testing/stack/stack";
import { type TestTools, testTools } from "@/testing/stack/world";
import { backgroundLoad, warnIfBusy } from "./support/background-load";
import { renewAll, tokenFigures } from "./support/token-log";

/** Pairs of a destination store and its source store, each shop with the app on it: 200 installations. */
const PAIRS = 100;
const WORKERS = 4;
/** Orders of each pair, and the pause between them: longer together than a token's life. */
const ORDERS = 4;
const PAUSE_MS = 20_000;
const TOKEN_SECONDS = 60;
const PARALLEL = 4;
const PATIENCE_MS = 180_000;

type Pair = { ctx: Ctx; destination: Shop; source: Shop; orderIds: string[] };
type Bench = { stack: Stack; tools: TestTools; progress: (line: string) => void };

/**
 * Measures the renewal of tokens: the tokens of 200 installations end within one minute, while four workers push to and
 * from their shops. `refreshes`: how many tokens were renewed. `doubled`: how many of them with a refresh token that was
 * sent before. `calls_refused`: calls that a shop refused because of the token.
 */
export async function refresh({ json }: { json: boolean }): Promise<void> {
  const progress = (line: string) => console.error(line);
  const busy = await backgroundLoad();
  const stack = await startStack({ ownCluster: true, web: false });
  const keys = stack.env.CROSSDOCK_ENCRYPTION_KEYS;
  const tools = testTools({ url: stack.database.url, sandboxUrl: stack.sandboxUrl, ...(keys && { keys }) });
  const workers: RunningService[] = [];
  try {
    const pairs = await openPairs({ stack, tools, progress });
    for (let more = 1; more < WORKERS; more += 1) {
      workers.push(spawnService(workerService(), { ...stack.env, NODE_ENV: "production" }, () => {}));
    }
    await stack.sandbox.post("/settings", { tokenSeconds: TOKEN_SECONDS });
    await renewAll({ stack, tools });
    const since = new Date();
    progress(`Pushing ${ORDERS} orders of each of ${PAIRS} stores, in ${(ORDERS * PAUSE_MS) / 1_000} s …`);
    await pushAll(pairs);
    await allArrived(stack, pairs);
    const figures = await tokenFigures(stack.sandbox, since);
    console.log(
      json
        ? JSON.stringify(figures)
        : `refreshes ${figures.refreshes} · doubled ${figures.doubled} · calls refused ${figures.calls_refused}`,
    );
    warnIfBusy(busy);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await tools.db.sql.end({ timeout: 1 });
    await stack.stop();
  }
}

async function openPairs({ stack, tools, progress }: Bench): Promise<Pair[]> {
  progress(`Connecting ${2 * PAIRS} shops and reading ${ORDERS * PAIRS} orders …`);
  const app = {
    handle: "refresh",
    clientId: "client-refresh",
    clientSecret: randomBytes(16).toString("hex"),
  };
  await stack.sandbox.post("/apps", { ...app, name: "Crossdock" });
  await saveAppCredential(tools, app);
  const { organizationId } = await createOrganization(tools, { name: "Agency" });
  const actor = { kind: "user", id: "usr_bench", label: "Mara" } as const;
  const ctx: Ctx = { ...tools, scope: mintScope(organizationId), actor };
  const { merchantId } = await createMerchant(ctx, { name: "Fjordlys" });
  const pairs: Pair[] = [];
  let next = 0;
  const lane = async () => {
    while (next < PAIRS) {
      next += 1;
      const making: Making = {
        ...{
          tools,
          sandbox: stack.sandbox,
          options: { expiring: true },
          tag: randomBytes(4).toString("hex"),
        },
        ...{ app, merchantId, ctx: () => ctx },
      };
      pairs.push(await openPair(making, ctx));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return pairs;
}

async function openPair(making: Making, ctx: Ctx): Promise<Pair> {
  const lamp = { title: "Lamp", price: "12.50" };
  const destination = await openShop(making, {
    role: "shop",
    skus: [{ sku: "LAMP", ...lamp }],
    source: false,
  });
  const source = await openShop(making, {
    role: "supplier",
    skus: [{ sku: "S-LAMP", ...lamp }],
    source: true,
  });
  await connectShops(making, { destination, source, from: "LAMP", to: "S-LAMP", rank: 1, ratio: 1 });
  const orderIds: string[] = [];
  for (let index = 0; index < ORDERS; index += 1) {
    const placed = await making.sandbox.post<{ id: string }>(`/shops/${destination.domain}/orders`, {
      lineItems: [{ sku: "LAMP", quantity: 1 }],
      shippingAddress: {
        ...{ firstName: "Ada", lastName: "Example", address1: "Hafenstraße 1" },
        ...{ city: "Kiel", zip: "24103", countryCode: "DE" },
      },
      paid: true,
    });
    const { orderId } = await refreshOrder(ctx, { storeId: destination.storeId, orderGid: placed.id });
    if (orderId === null) throw new Error("The order was not stored.");
    orderIds.push(orderId);
  }
  return { ctx, destination, source, orderIds };
}

/** Requests the push of one order of each pair, and of the next ones after a pause. */
async function pushAll(pairs: readonly Pair[]): Promise<void> {
  for (let index = 0; index < ORDERS; index += 1) {
    for (const { ctx, orderIds } of pairs) {
      const push = { orderId: orderIds[index] ?? "", sourceStoreIds: null, reason: "bench" };
      const result = await requestPush(ctx, push);
      if (result.kind !== "recorded") throw new Error(`A push was not recorded: ${result.kind}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function allArrived(stack: Stack, pairs: readonly Pair[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const creates = await stack.sandbox.get<{ outcome: string }[]>("/log?operation=orderCreate");
    const created = creates.filter(({ outcome }) => outcome === "ok").length;
    if (created === ORDERS * pairs.length) return;
    if (created > ORDERS * pairs.length) throw new Error(`${created} source orders were created.`);
    if (Date.now() > deadline) throw new Error(`Only ${created} orders arrived:\n${stack.output("worker")}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
