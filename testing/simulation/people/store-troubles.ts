import { checkStore } from "@/lib/services/stores/check-store";
import type { World as Sandbox } from "@/sandbox/world/world";
import { controlOf } from "../in-process-sandbox";
import type { Random } from "../random";
import type { Scheduler } from "../scheduler";
import { DESTINATION, ORIGIN, type SimWorld, SOURCES } from "../sim-world";
import type { Processes } from "../supervision";

/** A time in which a shop had no subscription to some topics. `until` is infinite while they are missing. */
export type Gap = { shop: string; topics: readonly string[]; from: number; until: number };

type Run = {
  world: SimWorld;
  sandbox: Sandbox;
  scheduler: Scheduler;
  running: Processes;
  stream: (name: string) => Random;
  turn: (name: string, share: number) => boolean;
  gaps: Gap[];
};

const MINUTE = 60_000;

/** Lets shops lose subscriptions and withhold customer data for a time, in some runs. */
export function spawnStoreTroubles(run: Run): void {
  spawnGap(run);
  spawnWithholding(run);
}

/** The shares of runs with each trouble. Small, because both keep most orders from being sent while faults are set. */
const SHARES = { gap: 0.3, withholding: 0.2 };

/** Subscriptions of a shop are removed, as Shopify does; later a user has the store checked until they are back. */
function spawnGap({ world, sandbox, scheduler, running, stream, turn, gaps }: Run): void {
  const random = stream("removed subscriptions");
  if (!turn("gaps", SHARES.gap)) return;
  const shop = random.chance(0.4) ? DESTINATION : random.pick(SOURCES);
  const [afterMs, forMs] = [random.between(MINUTE / 2, 4 * MINUTE), random.between(MINUTE / 6, MINUTE)];
  const share = random.pick([0.3, 1]);
  scheduler.spawn(running.people, "removal", async () => {
    await scheduler.sleep("removal", afterMs);
    const present = subscribedTopics(sandbox, shop);
    const topics = present.filter(() => random.chance(share));
    const gap: Gap = { shop, topics, from: scheduler.now, until: Number.POSITIVE_INFINITY };
    gaps.push(gap);
    await controlOf(sandbox).post(`/shops/${shop}/unsubscribe`, { topics });
    scheduler.note("fault", `${shop} lost ${topics.length} subscriptions`);
    await scheduler.sleep("removal", forMs);
    while (!topics.every((topic) => subscribedTopics(sandbox, shop).includes(topic))) {
      if (running.web.alive) {
        const storeId = world.stores.get(shop) ?? "";
        scheduler.spawn(running.web, "check", async () => {
          const { kind } = await checkStore(world.ctx(), { storeId, origin: ORIGIN });
          scheduler.note("person", `check ${shop}: ${kind}`);
        });
      }
      await scheduler.sleep("removal", MINUTE / 3);
    }
    gap.until = scheduler.now;
    scheduler.note("fault", `${shop} has its subscriptions again`);
  });
}

/** The topics to which a shop has a subscription. */
export const subscribedTopics = (sandbox: Sandbox, shop: string): string[] =>
  sandbox.store
    .all("subscription")
    .filter((subscription) => subscription.shop === shop)
    .map(({ topic }) => topic);

/** The destination's customer data is withheld, by name or without a word, and comes back. */
function spawnWithholding({ sandbox, scheduler, running, stream, turn }: Run): void {
  const random = stream("withheld data");
  if (!turn("withheld data", SHARES.withholding)) return;
  const mode = random.pick(["denied", "blank"]);
  const [afterMs, forMs] = [random.between(MINUTE / 4, 3 * MINUTE), random.between(MINUTE / 2, 2 * MINUTE)];
  scheduler.spawn(running.people, "withholding", async () => {
    await scheduler.sleep("withholding", afterMs);
    await controlOf(sandbox).post(`/shops/${DESTINATION}/withhold`, { mode });
    scheduler.note("fault", `customer data is withheld: ${mode}`);
    await scheduler.sleep("withholding", forMs);
    await controlOf(sandbox).post(`/shops/${DESTINATION}/withhold`, { mode: null });
    scheduler.note("fault", "customer data is back");
  });
}

/** Whether the troubles of a run are over. */
export function troublesAreOver(sandbox: Sandbox, gaps: readonly Gap[]): boolean {
  const withholds = sandbox.store.all("shop").some((shop) => shop.withholds);
  return !withholds && gaps.every(({ until }) => Number.isFinite(until));
}
