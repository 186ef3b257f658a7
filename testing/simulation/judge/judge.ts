import { isDeepStrictEqual } from "node:util";
import { loadManyOrderFacts } from "@/db/queries/orders/load-many-order-facts";
import { withScope } from "@/db/scope";
import { projection } from "@/lib/services/orders/project-order";
import type { World as Sandbox } from "@/sandbox/world/world";
import type { Closing } from "@/testing/simulation/people/connections";
import type { StopLog } from "@/testing/simulation/people/stops";
import type { Gap } from "@/testing/simulation/people/store-troubles";
import type { Links } from "@/testing/simulation/people/user-actions";
import type { SimDatabase } from "@/testing/simulation/sim-database";
import type { SimWorld } from "@/testing/simulation/sim-world";
import { newFindings } from "./findings";
import { judgeLinks } from "./judge-links";
import { judgeOrders } from "./judge-orders";
import { judgeOtherApp } from "./judge-other-app";
import { judgeSends } from "./judge-sends";
import { judgeShops, type StrayRow } from "./judge-shops";
import { lostTokens } from "./lost-tokens";
import { readProduct } from "./product-rows";
import { sentWhileClosed } from "./sent-while-closed";
import { sentWhileStopped } from "./sent-while-stopped";
import type { ShopLedger } from "./shop-ledger";

export type Judged = { violations: string[]; excused: string[] };

/**
 * Judges a finished run. The expected orders, sends and webhooks come from the sandbox. The only product code used is
 * the projection, whose result the projected columns must equal.
 */
export async function judge(run: {
  world: SimWorld;
  database: SimDatabase;
  sandbox: Sandbox;
  ledger: ShopLedger;
  stops: StopLog;
  closings: readonly Closing[];
  links: Links;
  gaps: readonly Gap[];
}): Promise<Judged> {
  const findings = newFindings();
  const shopOf = (domain: string) => run.sandbox.store.shopNamed(domain)?.domain ?? domain;
  const rows = await readProduct(run.database.admin, shopOf);
  for (const left of await leftovers(run.database, await run.world.ctx().clock.now()))
    findings.violation(left);
  for (const what of judgeShops(run.sandbox, await readShops(run.database))) findings.violation(what);
  for (const sent of await sentWhileStopped(run)) findings.violation(sent);
  for (const sent of await sentWhileClosed({ ...run, writes: run.stops.writes })) findings.violation(sent);
  judgeSends(run.sandbox, run.ledger, rows, findings);
  const { ledger, gaps, links } = run;
  judgeOtherApp(run.sandbox, { ledger, rows, findings });
  judgeLinks({ ledger, links, rows, findings });
  judgeOrders(run.sandbox, { ledger, gaps, rows, findings, partsAllowed: run.world.partsAllowed });
  for (const lost of await lostTokens(run)) findings.violation(lost);
  for (const difference of await wrongProjections(run)) findings.violation(`law 7: ${difference}`);
  return { violations: findings.violations, excused: findings.excused };
}

async function readShops({ admin }: SimDatabase) {
  const strays = await admin<StrayRow[]>`
    select shop_domain as domain, state, reason from delivery
    where reason in ('unknown_shop', 'shop_unidentified')`;
  const installations = await admin<{ domain: string }[]>`select shop_domain as domain from installation`;
  return { strays, domains: new Set(installations.map(({ domain }) => domain)) };
}

/** Unfinished work, which must not exist at the end of a run. An order that waits in Shopify is checked again later. */
export async function leftovers(database: SimDatabase, now: Date): Promise<string[]> {
  const rows = await database.admin<{ what: string }[]>`
    select 'outbox row ' || name as what from outbox where sent_at is null
    union all select 'event ' || name from engine.events where dispatched_at is null
    union all select 'run of ' || function_id from engine.runs where status = 'running'
    union all select 'job of ' || function_id from engine.jobs
    union all select 'delivery ' || topic || ' ' || state from delivery where state in ('received', 'waiting')
    union all select 'order whose automatic push is due: ' || name from "order"
      where auto_push_due_at <= ${now.toISOString()}::timestamptz
    union all select 'order whose customer data is withheld: ' || name from "order" where reread_at is not null
    union all select 'leg ' || id || ' ' || state || coalesce(' ' || cause_code, '') from push_leg
      where state in ('planned', 'claimed', 'uncertain')
    union all select 'source order whose read is due: ' || name from source_order
      where read_due_at is not null`;
  return rows.map(({ what }) => `left over: ${what}`);
}

async function wrongProjections({
  world,
  database,
}: {
  world: SimWorld;
  database: SimDatabase;
}): Promise<string[]> {
  const ctx = world.ctx();
  const rows = await database.admin<{ id: string; name: string }[]>`
    select id, name, push_status as "pushStatus", status_reason as "statusReason", synced_items as "syncedItems",
      total_items as "totalItems", unsynced_items as "unsyncedItems", held_reasons as "heldReasons", attention, track from "order" order by id`;
  const ids = rows.map(({ id }) => id);
  const facts = await withScope(ctx.db, ctx.scope, (tx) => loadManyOrderFacts(tx, ctx.scope, ids));
  const at = await ctx.clock.now();
  return rows.flatMap(({ id, name, ...stored }) => {
    const known = facts.get(id);
    if (!known) return [`${name} has no facts`];
    const derived = projection(known, at);
    if (isDeepStrictEqual(stored, { ...derived })) return [];
    return [`${name} shows ${JSON.stringify(stored)} instead of ${JSON.stringify(derived)}`];
  });
}
