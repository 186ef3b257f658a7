import { linkOtherAppOrder } from "@/lib/services/moving/link-other-app-order";
import { declareAbsent } from "@/lib/services/push/declare-absent";
import { requestLookUp } from "@/lib/services/push/request-look-up";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { skipLeg } from "@/lib/services/push/skip-leg";
import type { Random } from "../random";
import type { SimDatabase } from "../sim-database";
import { NORTH, ROUTES, type SimWorld, SOURCES, SOUTH } from "../sim-world";

const HOUR = 60 * 60_000;

/** Actions of users in the portal, some of them outdated: as from a page whose buttons no longer apply. */
export function userAction(
  { world, database, links }: { world: SimWorld; database: SimDatabase; links: Links },
  random: Random,
): () => Promise<string> {
  const ctx = world.ctx();
  const legs = {
    retry: ["rejected", "planned"],
    lookUp: ["uncertain", "claimed"],
    skip: ["rejected", "uncertain"],
  };
  const verbs = {
    retry: (legId: string) => retryLeg(ctx, { legId }),
    lookUp: (legId: string) => requestLookUp(ctx, { legId }),
    skip: (legId: string) => skipLeg(ctx, { legId, reason: "not needed" }),
  };
  return async () => {
    const action = random.weighted({ push: 5, lines: 3, retry: 4, lookUp: 2, skip: 1, link: 5 });
    if (action === "link") return linkSome({ world, database, links }, random);
    if (action === "push" || action === "lines") {
      const orders = await database.admin<{ id: string; name: string }[]>`
        select id, name from "order" order by received_at desc, id limit 12`;
      if (orders.length === 0) return "push nothing";
      const order = random.pick(orders);
      const what =
        action === "push" ? wholeStores(world, random) : await someLines(world, database, random, order.id);
      const result = await requestPush(ctx, { orderId: order.id, reason: "asked for", ...what });
      return `push ${action === "lines" ? "lines of " : ""}${order.name}: ${result.kind}`;
    }
    const leg = await someLeg(database, random, legs[action]);
    if (!leg) return `${action} nothing`;
    return `${action} a leg that is ${leg.state}: ${(await verbs[action](leg.id)).kind}`;
  };
}

/** Source orders of another app by "shop, space, GID": when a user who linked one got the answer. */
export type Links = Map<string, number>;

/** Links a source order that another app created to the order that waits for it. */
async function linkSome(
  { world, database, links }: { world: SimWorld; database: SimDatabase; links: Links },
  random: Random,
): Promise<string> {
  const rows = await database.admin<
    { orderId: string; otherAppOrderId: string; name: string; sourceStoreId: string; gid: string }[]
  >`
    select o.id as "orderId", a.id as "otherAppOrderId", o.name, a.source_store_id as "sourceStoreId",
      a.shopify_gid as gid
    from other_app_order a join "order" o on o.store_id = a.destination_store_id
      and (a.order_gid = o.shopify_gid or (a.order_gid is null and a.order_name = lower(ltrim(o.name, '#'))))
    where 'other_app' = any (o.held_reasons) order by a.seen_at desc, a.id limit 8`;
  if (rows.length === 0) return "link nothing";
  const { name, gid, sourceStoreId, ...input } = random.pick(rows);
  const ctx = world.ctx();
  const { kind } = await linkOtherAppOrder(ctx, input);
  const shop = [...world.stores].find(([, id]) => id === sourceStoreId)?.[0] ?? "";
  if (kind === "linked") links.set(`${shop} ${gid}`, (await ctx.clock.now()).getTime());
  return `link another app's order to ${name}: ${kind}`;
}

function wholeStores(world: SimWorld, random: Random): { sourceStoreIds: string[] | null } {
  return { sourceStoreIds: random.chance(0.5) ? null : [storeId(world, random.pick(SOURCES))] };
}

async function someLines(world: SimWorld, database: SimDatabase, random: Random, orderId: string) {
  const rows = await database.admin<{ id: string; sku: string; current: number }[]>`
    select id, sku, current_quantity as current from line_item where order_id = ${orderId} order by position, id`;
  const lines = rows.flatMap((row) => {
    const routes = ROUTES.filter((route) => route.sku === row.sku);
    if (routes.length === 0 || random.chance(0.4)) return [];
    const { shop } = random.pick(routes);
    // Sometimes one unit too many, as from an outdated page.
    return [
      {
        lineItemId: row.id,
        sourceStoreId: storeId(world, shop),
        quantity: random.between(1, row.current + 1),
      },
    ];
  });
  return { sourceStoreIds: [storeId(world, NORTH), storeId(world, SOUTH)], lines };
}

async function someLeg(database: SimDatabase, random: Random, states: readonly string[]) {
  const legs = await database.admin<{ id: string; state: string }[]>`
    select id, state from push_leg order by created_at, id`;
  const wanted = legs.filter((leg) => states.includes(leg.state));
  const pool = wanted.length > 0 ? wanted : legs;
  return pool.length > 0 ? random.pick(pool) : null;
}

const storeId = (world: SimWorld, shop: string) => world.stores.get(shop) ?? "";

/**
 * Resolves what waits for a user: a leg whose order was proved absent is declared absent or skipped, and some legs
 * that are deferred for more than an hour are retried, or skipped where they cannot be. Some orders of another app are
 * linked.
 */
export async function decide(
  run: { world: SimWorld; database: SimDatabase; links: Links },
  random: Random,
): Promise<void> {
  const { world, database } = run;
  const ctx = world.ctx();
  const legs = await database.admin<{ id: string }[]>`
    select id from push_leg where state = 'uncertain' and cause_code = 'proved_absent' order by created_at, id`;
  for (const { id: legId } of legs) {
    const reason = "decided";
    if (random.chance(0.5)) await skipLeg(ctx, { legId, reason });
    else if ((await declareAbsent(ctx, { legId, reason })).kind === "needs_look_up")
      await requestLookUp(ctx, { legId });
  }
  const until = new Date((await ctx.clock.now()).getTime() + HOUR).toISOString();
  const waiting = await database.admin<{ id: string }[]>`
    select id from push_leg where state = 'planned' and not_before > ${until} order by created_at, id`;
  for (const { id: legId } of waiting) {
    if (random.chance(0.5)) continue;
    const { kind } = await retryLeg(ctx, { legId });
    // An automatic leg whose order is held cannot be retried; its user gives it up instead of waiting for hours.
    if (kind === "held") await skipLeg(ctx, { legId, reason: "held" });
  }
  if (random.chance(0.5)) await linkSome(run, random);
}
