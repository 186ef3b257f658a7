import type { World as Sandbox } from "@/sandbox/world/world";
import { decide, shopActions, userAction } from "./actions";
import { faultSource } from "./chaos";
import { leftovers } from "./judge/judge";
import type { Random } from "./random";
import type { Scheduler } from "./scheduler";
import type { SimDatabase } from "./sim-database";
import type { SimWorld } from "./sim-world";
import type { Processes } from "./supervision";

type Run = {
  world: SimWorld;
  database: SimDatabase;
  sandbox: Sandbox;
  scheduler: Scheduler;
  running: Processes;
  stream: (name: string) => Random;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** What the schedules start at each full minute is done so soon after. */
const SCHEDULES_TAKE_MS = SECOND;
/** Everything must have settled this long after the last fault. */
const SETTLE_LIMIT_MS = 7 * 60 * MINUTE;
/** How long people go on after the last order was placed, so that faults meet every part of its journey. */
const AFTERMATH_MS = 3 * MINUTE;
/** How often something goes wrong at a director's turn: so often that sends fail, then so seldom that some succeed. */
const TROUBLE = { rush: 0.5, aftermath: 0.5 };
/** Between two of a director's turns; slower at the end, when what was begun takes its time rather than something new. */
const PAUSE_MS = { rush: { least: 500, most: 9_000 }, aftermath: { least: 2_000, most: 14_000 } };

/** Shoppers buy, merchants and suppliers change orders, persons push and retry, and faults are set. */
export async function disturb(run: Run, orders: number): Promise<void> {
  const { world, database, sandbox, scheduler, running, stream } = run;
  const random = stream("actions");
  const shops = shopActions(sandbox, random);
  const person = userAction(world, database, random);
  const nextFault = faultSource(stream("faults"));
  let over = false;
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
      if (random.chance(TROUBLE[phase])) {
        const fault = nextFault();
        sandbox.faults.add(fault);
        scheduler.note("fault", `${fault.kind} ${fault.operation ?? fault.topic ?? ""}`);
      }
    }
    over = true;
  });
  await scheduler.run(() => over);
}

/** Quiet: what was broken is whole again, persons decide what waits for them, and everything comes to rest. */
export async function settle(run: Run): Promise<void> {
  const { world, database, sandbox, scheduler, running, stream } = run;
  sandbox.faults.clear();
  for (const state of sandbox.store.all("deliveryState")) {
    state.faults = state.faults.filter((kind) => kind !== "webhook-bad-hmac");
  }
  const decisions = stream("decisions");
  scheduler.spawn(running.people, "operator", async () => {
    for (;;) {
      await scheduler.sleep("operator", 5 * MINUTE);
      scheduler.spawn(running.web, "decision", () => decide(world, database, decisions));
    }
  });
  const limit = scheduler.now + SETTLE_LIMIT_MS;
  for (let rested = false; !rested && scheduler.now < limit; ) {
    const pause = scheduler.now + 2 * MINUTE;
    // Looks keep their distance from the full minute: one that met the schedules' own work would meet it each time.
    await scheduler.run(() => scheduler.now >= pause && !schedulesWork(scheduler.now));
    rested = await isAtRest(database, sandbox);
  }
}

function schedulesWork(now: number): boolean {
  const sinceMinute = now % MINUTE;
  return sinceMinute > 0 && sinceMinute < SCHEDULES_TAKE_MS;
}

async function isAtRest(database: SimDatabase, sandbox: Sandbox): Promise<boolean> {
  if (sandbox.store.all("deliveryState").some(({ status }) => status === "pending")) return false;
  if ((await leftovers(database)).length > 0) return false;
  // Sends that may still arrive are looked for until it is known that they cannot.
  const [row] = await database.admin<{ watched: boolean }[]>`
    select exists (select from push_leg where state in ('created', 'skipped', 'superseded') and not_before is not null)
      as watched`;
  return row?.watched === false;
}
