import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { appCredential, installation } from "@/db/schema/shopify";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { reportScopes } from "@/lib/services/installations/report-scopes";
import { requestPush } from "@/lib/services/push/request-push";
import { attemptsOf, harness, legsOf } from "../harness";

const { sandbox, world: createWorld } = await harness();
type World = Awaited<ReturnType<typeof createWorld>>;

const MINUTE = 60_000;
const READ = ["read_orders", "read_products", "read_fulfillments", "read_customers"];

/** Gives the app a token with other access scopes in a shop. Returns the installation. */
async function grant(world: World, domain: string, scopes: string[]): Promise<string> {
  const { db, secrets } = world.ctx();
  const [app] = await db.orm
    .select({ id: installation.id, clientId: appCredential.clientId })
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(eq(installation.shopDomain, domain));
  const { accessToken } = await sandbox.control.post<{ accessToken: string }>("/tokens", {
    ...{ shop: domain, clientId: app?.clientId, scopes },
  });
  const tokenCipher = secrets.seal(accessToken);
  await db.orm.update(installation).set({ tokenCipher }).where(eq(installation.shopDomain, domain));
  return app?.id ?? "";
}

test("of the legs of a store that denies order creates one tries in fifteen minutes, and all are sent after a grant", async () => {
  const world = await createWorld();
  const { domain, storeId } = world.sourceA;
  const orderIds: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const orderId = await world.ingest((await world.place()).gid);
    await requestPush(world.ctx(), { orderId, sourceStoreIds: [storeId] });
    orderIds.push(orderId);
  }
  const sends = async () => {
    const attempts = await Promise.all(orderIds.map((orderId) => attemptsOf(world, orderId)));
    return attempts.flat().filter(({ operation }) => operation === "orderCreate").length;
  };
  const dispatchEach = async () => {
    const job = world.ctx({ kind: "job", label: "Crossdock" });
    for (const orderId of orderIds)
      for (const leg of await legsOf(world, orderId)) await dispatchLeg(job, { orderId, legId: leg.id });
  };
  const installationId = await grant(world, domain, READ);
  await dispatchEach();
  // The first leg finds out, and the second one is the first trial.
  expect(await sends()).toBe(2);
  world.advance(16 * MINUTE);
  await dispatchEach();
  expect(await sends()).toBe(3);
  for (const orderId of orderIds)
    expect(await legsOf(world, orderId)).toMatchObject([{ state: "planned", causeCode: "access_denied" }]);

  const scopes = [...READ, "write_orders"];
  await grant(world, domain, scopes);
  await reportScopes(world.ctx(), { installationId, scopes });
  world.advance(16 * MINUTE);
  await dispatchEach();
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(4);
});
