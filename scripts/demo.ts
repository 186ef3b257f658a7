import { mintScope } from "@/db/scope";
import { getEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime/runtime";
import type { Ctx } from "@/lib/services/context";
import { createOrganization } from "@/lib/services/create-organization";
import { saveAppCredential } from "@/lib/services/save-app-credential";
import { connectWorld, demoApp } from "./demo/connect-world";
import { createPeople } from "./demo/create-people";
import { type PlacedOrder, placeOrders } from "./demo/place-orders";
import { pushOrders } from "./demo/push-orders";
import { sandboxControl } from "./demo/sandbox-control";
import { agency, destinations } from "./demo/world";
import { waitForHttp } from "./supervisor/wait-for-http";

const READY_MS = 30_000;
const ARRIVAL_MS = 40_000;

/** Fills the demo with its sample world. Running it again adds nothing. */
async function main(): Promise<void> {
  const env = getEnv();
  const users = process.env.CROSSDOCK_DEMO_USERS;
  const clientSecret = process.env.CROSSDOCK_DEMO_CLIENT_SECRET;
  if (env.mode !== "demo" || !env.shopifyBaseUrl || !users || !clientSecret) {
    throw new Error("The sample world is for the demo only: start it with npm start.");
  }
  await Promise.all([
    waitForHttp(env.shopifyBaseUrl, "The sandbox", READY_MS),
    waitForHttp(env.origin, "The portal", READY_MS),
  ]);
  const runtime = createRuntime("script");
  const sandbox = sandboxControl(env.shopifyBaseUrl);
  await sandbox("POST", "/apps", { ...demoApp, clientSecret, name: "Crossdock" });
  await saveAppCredential(runtime, { ...demoApp, clientSecret });
  await createOrganization(runtime, agency);
  const operator = await createPeople(runtime, users);
  const scope = mintScope(agency.id);
  const ctx: Ctx = { ...runtime, scope, actor: { kind: "system", label: "Demo" } };
  await connectWorld({ ctx, sandbox, origin: env.origin });
  const orders: PlacedOrder[] = [];
  let placed = 0;
  for (const destination of destinations) {
    const made = await placeOrders(sandbox, destination);
    orders.push(...made.orders);
    placed += made.placed;
  }
  const missing = await pushOrders({ ...ctx, actor: operator }, { orders, waitMs: ARRIVAL_MS });
  console.log(placed === 0 ? "The sample world is there already." : `${placed} orders were placed.`);
  if (missing > 0) throw new Error(`${missing} orders have not arrived yet; they may still come.`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
