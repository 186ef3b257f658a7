import { mintScope } from "@/db/scope";
import { getEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime/runtime";
import type { Ctx } from "@/lib/services/core/context";
import { registerApp } from "@/lib/services/installations/apps/register-app";
import { createOrganization } from "@/lib/services/people/create-organization";
import { connectWorld, demoApp } from "./demo/connect-world";
import { createPeople } from "./demo/create-people";
import { emptyAgency, emptyAgencyApp } from "./demo/empty-agency";
import { placeOrders } from "./demo/place-orders";
import { type PortalSession, signInToPortal } from "./demo/portal-session";
import { pushOrders } from "./demo/push-orders";
import { sandboxControl } from "./demo/sandbox-control";
import { agency, destinations } from "./demo/world";
import { CAN_SIGN_IN } from "./supervisor/demo-world";
import { waitForHttp } from "./supervisor/wait-for-http";

const READY_MS = 30_000;
const PROGRESS_MS = 10_000;

/** Fills the demo with sample data. Running it again adds nothing. */
async function main(): Promise<void> {
  const env = getEnv();
  const users = process.env.CROSSDOCK_DEMO_USERS;
  const clientSecret = process.env.CROSSDOCK_DEMO_CLIENT_SECRET;
  if (env.mode !== "demo" || !env.shopifyBaseUrl || !users || !clientSecret) {
    throw new Error("The sample data is for the demo only. Start the demo with npm start.");
  }
  await Promise.all([
    waitForHttp(env.shopifyBaseUrl, "The sandbox", READY_MS),
    waitForHttp(env.origin, "The portal", READY_MS),
  ]);
  const runtime = createRuntime("script");
  const sandboxUrl = env.shopifyBaseUrl;
  const sandbox = sandboxControl(sandboxUrl);
  await sandbox("POST", "/apps", { ...demoApp, clientSecret });
  await sandbox("POST", "/apps", { ...emptyAgencyApp(clientSecret), name: "Quayside" });
  await createOrganization(runtime, agency);
  await createOrganization(runtime, emptyAgency);
  const { owner, operator } = await createPeople(runtime, users);
  const scope = mintScope(agency.id);
  const ctx: Ctx = { ...runtime, scope, actor: { kind: "system", label: "Demo" } };
  const asOwner: Ctx = { ...ctx, actor: owner.actor };
  const { handle: appHandle } = await registerApp(asOwner, { ...demoApp, clientSecret });
  let session: Promise<PortalSession> | undefined;
  const granting = {
    ...{ ctx: asOwner, appHandle, origin: env.origin, sandboxUrl },
    session: () => {
      session ??= signInToPortal(env.origin, owner);
      return session;
    },
  };
  await connectWorld({ ctx, sandbox, origin: env.origin, granting });
  await (await session)?.signOut();
  console.log(CAN_SIGN_IN);
  const filled = await Promise.all(destinations.map((destination) => placeOrders(sandbox, destination)));
  const placed = filled.reduce((sum, shop) => sum + shop.placed, 0);
  const world = { ctx: { ...ctx, actor: operator }, sandbox, report: throttledReport() };
  const missing = await pushOrders(
    world,
    filled.flatMap((shop) => shop.orders),
  );
  console.log(placed === 0 ? "The sample data already exists." : `${placed} orders were placed.`);
  if (missing > 0) throw new Error(`${missing} orders have not arrived yet. They may still arrive.`);
}

/** Prints progress at most every ten seconds. */
function throttledReport(): (progress: string) => void {
  let reportedAt = Date.now();
  return (progress) => {
    if (Date.now() - reportedAt < PROGRESS_MS) return;
    reportedAt = Date.now();
    console.log(`${progress} …`);
  };
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
