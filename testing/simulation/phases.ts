import type { SystemCtx } from "@/lib/services/core/context";
import type { World as Sandbox } from "@/sandbox/world/world";
import { webhookFaults } from "./chaos/aim";
import type { Death } from "./chaos/dead-shop";
import { leftovers } from "./judge/judge";
import { type Closing, closedThings, openAll, spawnClosings } from "./people/connections";
import { spawnExchange } from "./people/exchange";
import { spawnMerchants } from "./people/merchants";
import { shopActions } from "./people/shop-actions";
import { liftAll, type StopLog, spawnStops } from "./people/stops";
import { type Gap, spawnStoreTroubles, troublesAreOver } from "./people/store-troubles";
import { decide, type Links, userAction } from "./people/user-actions";
import type { Random } from "./random";
import type { Scheduler } from "./scheduler";
import type { SimDatabase } from "./sim-database";
import { DESTINATION, type SimWorld } from "./sim-world";
import type { Processes } from "./supervision";

type Run = {
  world: SimWorld;
  tools: SystemCtx;
  database: SimDatabase;
  sandbox: Sandbox;
  scheduler: Scheduler;
  running: Processes;
  seed: number;
  stream: (name: string) => Random;
  /** Whether the run has its turn of something that a share of the runs have. */
  turn: (name: string, share: number) => boolean;
  stops: StopLog;
  closings: Closing[];
  links: Links;
  /** The death of a supplier's shop; null in most runs. */
  death: Death | null;
  /** Called when a browser is about to answer Shopify's consent page. */
  onConsent: (shop: string) => void;
  /** The times in which shops lacked subscriptions. */
  gaps: Gap[];
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Jobs that schedules start at each full minute are finished within this time. */
const SCHEDULES_TAKE_MS = SECOND;
/** Everything must have settled this long after the last fault. */
const SETTLE_LIMIT_MS = 7 * 60 * MINUTE;
/** How long actions and faults continue after the last order was placed, so that faults hit every stage of it. */
const AFTERMATH_MS = 4 * MINUTE;
/** The chance of a new fault of webhooks at each of the director's turns. */
const TROUBLE = 0.35;
/** The pause between two of the director's turns; longer at the end, so that started work can finish. */
const PAUSE_MS = { rush: { least: 500, most: 9_000 }, aftermath: { least: 2_000, most: 14_000 } };

/** First phase: shoppers buy, merchants and suppliers change orders, users push and retry, and faults are set. */
export async function disturb(run: Run, orders: number): Promise<void> {
  const { sandbox, scheduler, running, stream } = run;
  const random = stream("actions");
  const shops = shopActions(sandbox, random, stream("other app"));
  const person = userAction(run, random);
  const nextFault = webhookFaults(run.seed, stream("webhook faults"));
  let over = false;
  spawnDeath(run);
  const merchantsRest = spawnMerchants({ ...run, random: stream("merchants") });
  spawnStops(run, stream("stops"), () => over);
  spawnClosings(run, stream("closings"), () => over);
  spawnStoreTroubles(run);
  spawnExchange(run);
  scheduler.spawn(running.people, "director", async () => {
    let placed = 0;
    for (let endsAt = Number.POSITIVE_INFINITY; scheduler.now < endsAt; ) {
      const phase = placed < orders ? "rush" : "aftermath";
      const { least, most } = PAUSE_MS[phase];
      await scheduler.sleep("director", random.between(least, most));
      if (placed < orders && random.chance(0.6)) {
        placed += 1;
        if (placed === orders) endsAt = scheduler.now + AFTERMATH_MS;
        scheduler.note("shop", await shops.place());
      } else if (random.chance(0.55)) scheduler.note("shop", await shops.change());
      else if (running.web.alive) {
        scheduler.spawn(running.web, "person", async () => scheduler.note("person", await person()));
      }
      if (random.chance(TROUBLE)) {
        const fault = nextFault();
        sandbox.faults.add(fault);
        scheduler.note("fault", `${fault.kind} ${fault.topic ?? ""}`);
      }
    }
    over = true;
  });
  await scheduler.run(() => over && merchantsRest());
}

/** A supplier's shop dies for a long time, in some runs, and works again later. */
function spawnDeath({ sandbox, scheduler, running, death }: Run): void {
  if (death === null) return;
  scheduler.spawn(running.people, "death", async () => {
    await scheduler.sleep("death", death.afterMs);
    const { id, kind, shop } = sandbox.faults.add(death.fault);
    scheduler.note("fault", `${shop} is dead: ${kind}`);
    await scheduler.sleep("death", death.forMs);
    sandbox.faults.remove(id);
    scheduler.note("fault", `${shop} works again`);
  });
}

/** Second phase: no new faults; users decide what waits for them, until all work is finished. */
export async function settle(run: Run): Promise<void> {
  const { world, database, sandbox, scheduler, running, stream } = run;
  // A shop that is dead stays dead for its time.
  for (const { id, times } of sandbox.faults.all()) if (times !== null) sandbox.faults.remove(id);
  for (const state of sandbox.store.all("deliveryState")) {
    state.faults = state.faults.filter((kind) => kind !== "webhook-bad-hmac");
  }
  const decisions = stream("decisions");
  scheduler.note("shop", await shopActions(sandbox, decisions, decisions).release());
  scheduler.spawn(running.people, "operator", async () => {
    for (;;) {
      await scheduler.sleep("operator", 5 * MINUTE);
      scheduler.spawn(running.web, "decision", async () => {
        await liftAll(run);
        await openAll(run);
        await decide(run, decisions);
      });
    }
  });
  const limit = scheduler.now + SETTLE_LIMIT_MS;
  for (let rested = false; !rested && scheduler.now < limit; ) {
    const pause = scheduler.now + 2 * MINUTE;
    // Not just after a full minute: each check would find the unfinished jobs of the schedules.
    await scheduler.run(() => scheduler.now >= pause && !schedulesWork(scheduler.now));
    rested =
      !hasScheduled(sandbox) &&
      troublesAreOver(sandbox, run.gaps) &&
      (await closedThings(run)).length === 0 &&
      (await isAtRest(database, sandbox, await world.ctx().clock.now()));
  }
}

function schedulesWork(now: number): boolean {
  const sinceMinute = now % MINUTE;
  return sinceMinute > 0 && sinceMinute < SCHEDULES_TAKE_MS;
}

/** Whether work in the destination opens later. */
function hasScheduled(sandbox: Sandbox): boolean {
  return sandbox.store
    .orders(DESTINATION)
    .some((order) => order.fulfillmentOrders.some(({ status }) => status === "SCHEDULED"));
}

async function isAtRest(database: SimDatabase, sandbox: Sandbox, now: Date): Promise<boolean> {
  if (sandbox.store.all("deliveryState").some(({ status }) => status === "pending")) return false;
  if ((await leftovers(database, now)).length > 0) return false;
  // A leg is watched until its sends can no longer arrive.
  const [row] = await database.admin<{ watched: boolean }[]>`
    select exists (select from push_leg where state in ('created', 'skipped', 'superseded') and not_before is not null)
      as watched`;
  return row?.watched === false;
}
