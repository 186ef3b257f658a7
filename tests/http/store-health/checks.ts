import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { problem } from "@/db/schema/push";
import { appCredential, installation, outbox } from "@/db/schema/shopify";
import { withScope } from "@/db/scope";
import { sweepShops } from "@/db/system/sweeps/sweep-shops";
import { RETRY_MS } from "@/lib/domain/installations/shop-check";
import { checkShop } from "@/lib/services/stores/check-shop";
import { harness } from "../../faults/harness";

/** A database and a sandbox for one test file. */
export const { sandbox, world: createWorld } = await harness();
export const origin = "http://127.0.0.1:9";
export const MINUTE = 60_000;

type World = Awaited<ReturnType<typeof createWorld>>;
type Subscription = { id: string; topic: string; uri: string };

export const subscriptions = async (domain: string) =>
  (await sandbox.control.get<{ subscriptions: Subscription[] }>(`/shops/${domain}`)).subscriptions;
export const topicsOf = async (domain: string) => (await subscriptions(domain)).map(({ topic }) => topic);
const shopsOf = (world: World) => [world.destination, world.sourceA, world.sourceB];

/** The installation of a shop. */
export async function installed(world: World, domain: string) {
  const { db } = world.ctx();
  const [row] = await db.orm.select().from(installation).where(eq(installation.shopDomain, domain));
  if (!row) throw new Error(`${domain} is not installed.`);
  return row;
}

/** Makes the shops of a world due, and no others. */
export async function allDue(world: World) {
  const { db } = world.ctx();
  await db.orm.update(installation).set({ state: "revoked" });
  const domains = shopsOf(world).map(({ domain }) => domain);
  await db.orm
    .update(installation)
    .set({ state: "active", subscribeAt: new Date(0) })
    .where(inArray(installation.shopDomain, domains));
}

/** Sweeps, and checks the shops of the emitted events as the jobs do. */
export async function sweepAndCheck(world: World) {
  const ctx = world.ctx();
  const now = await ctx.clock.now();
  await ctx.db.orm.delete(outbox).where(eq(outbox.name, "shop/check.due"));
  const swept = await sweepShops(ctx.db, { now, retryMs: RETRY_MS });
  const events = await ctx.db.orm.select().from(outbox).where(eq(outbox.name, "shop/check.due"));
  const results = [];
  for (const { data } of events)
    results.push(await checkShop(ctx, { installationId: String(data.installationId), origin }));
  return { swept, kinds: results.map(({ kind }) => kind).sort(), results };
}

export const checked = (results: Awaited<ReturnType<typeof sweepAndCheck>>["results"]) =>
  results.flatMap((result) => (result.kind === "checked" ? [result] : []));

export const problems = (world: World, storeId: string) =>
  withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select({ kind: problem.kind, data: problem.data })
      .from(problem)
      .where(
        and(eq(problem.storeId, storeId), isNull(problem.clearedAt), ne(problem.kind, "scopes_missing")),
      ),
  );

/** Replaces the token of a shop by one with other access scopes. */
export async function grant(world: World, domain: string, scopes: string[]) {
  const { db, secrets } = world.ctx();
  const [app] = await db.orm
    .select({ clientId: appCredential.clientId })
    .from(installation)
    .innerJoin(appCredential, eq(appCredential.id, installation.appCredentialId))
    .where(eq(installation.shopDomain, domain));
  const { accessToken } = await sandbox.control.post<{ accessToken: string }>("/tokens", {
    ...{ shop: domain, clientId: app?.clientId, scopes },
  });
  await db.orm
    .update(installation)
    .set({ tokenCipher: secrets.seal(accessToken) })
    .where(eq(installation.shopDomain, domain));
}

export const everyScope = [
  ...["write_orders", "read_products", "read_fulfillments", "read_customers"],
  "read_merchant_managed_fulfillment_orders",
];
