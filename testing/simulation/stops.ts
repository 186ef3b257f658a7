import type { StopLevel } from "@/lib/domain/stores/emergency-stop";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { liftStop } from "@/lib/services/stores/lift-stop";
import type { Random } from "./random";
import type { Scheduler } from "./scheduler";
import type { SimDatabase } from "./sim-database";
import { DESTINATION, type SimWorld, SOURCES } from "./sim-world";
import type { Processes } from "./supervision";

const SECOND = 1_000;

/** The share of runs with stops. */
const SHARE = 0.2;

/** A check that passed before a stop began may be this old when its request is written (see `call-admin`). */
const CHECK_MS = 4 * SECOND;

/** A stop that was on for certain: from the answer to the user who began it, until a user asked to lift it. */
type Stop = { level: StopLevel; subjectId: string; from: number; until: number };

/** The emergency stops of a run by id, and the writes that left for the shops. */
export type StopLog = {
  stops: Map<string, Stop>;
  writes: { at: number; shop: string; body: string }[];
};

/** Creates an empty log. */
export const stopLog = (): StopLog => ({ stops: new Map(), writes: [] });

type Run = {
  world: SimWorld;
  database: SimDatabase;
  scheduler: Scheduler;
  running: Processes;
  stops: StopLog;
};

/**
 * In some runs, begins stops at random and lifts them later. The web process may crash in between; then the stop stays.
 * Not in every run, because a stop delays the sends that faults are to hit.
 */
export function spawnStops(run: Run, random: Random, isOver: () => boolean): void {
  const { scheduler, running } = run;
  if (!random.chance(SHARE)) return;
  scheduler.spawn(running.people, "emergency", async () => {
    while (!isOver()) {
      await scheduler.sleep("emergency", random.between(60 * SECOND, 240 * SECOND));
      const forMs = random.between(5 * SECOND, 40 * SECOND);
      const subject = await someSubject(run, random);
      if (isOver() || !running.web.alive) continue;
      scheduler.spawn(running.web, "stop", async () => {
        const begun = await beginStop(run.world.ctx(), { ...subject, reason: "tried" });
        scheduler.note("person", `stop ${subject.level}: ${begun.kind}`);
        if (begun.kind !== "begun") return;
        const until = Number.POSITIVE_INFINITY;
        run.stops.stops.set(begun.stopId, { ...subject, from: scheduler.now, until });
        await scheduler.sleep("stop", forMs);
        await lift(run, begun.stopId);
      });
    }
  });
}

/** Lifts the stops that are still on, as a user does who finds them. */
export async function liftAll(run: Run): Promise<void> {
  const rows = await run.database.admin<{ id: string }[]>`
    select id from emergency_stop where lifted_at is null order by begun_at, id`;
  for (const { id } of rows) await lift(run, id);
}

async function lift({ world, scheduler, stops }: Run, stopId: string): Promise<void> {
  const known = stops.stops.get(stopId);
  if (known) known.until = Math.min(known.until, scheduler.now);
  const lifted = await liftStop(world.ctx(), { stopId, reason: "over" });
  scheduler.note("person", `lift: ${lifted.kind}${lifted.kind === "lifted" ? ` ${lifted.released}` : ""}`);
}

async function someSubject({ world, database }: Run, random: Random) {
  const level = random.weighted({ organization: 3, store: 4, connection: 3 });
  if (level === "organization") return { level, subjectId: world.organizationId };
  if (level === "store") {
    return { level, subjectId: world.stores.get(random.pick([DESTINATION, ...SOURCES])) ?? "" };
  }
  const rows = await database.admin<{ id: string }[]>`select id from connection order by id`;
  return { level, subjectId: random.pick(rows).id };
}

/** The orders that left for a shop while a stop that concerns them was on. */
export async function sentWhileStopped({ world, database, stops }: Run): Promise<string[]> {
  const connections = await database.admin<{ id: string; source: string }[]>`
    select id, source_store_id as source from connection`;
  const concerns = ({ level, subjectId }: Stop, shop: string) => {
    if (level === "organization") return true;
    const store = world.stores.get(shop);
    if (level === "store") return subjectId === store || subjectId === world.stores.get(DESTINATION);
    return connections.some(({ id, source }) => id === subjectId && source === store);
  };
  return stops.writes
    .filter(({ body }) => body.includes("orderCreate"))
    .flatMap(({ at, shop }) =>
      [...stops.stops.values()]
        .filter((stop) => at > stop.from + CHECK_MS && at < stop.until && concerns(stop, shop))
        .map(({ level }) => `an order left for ${shop} while a stop of the ${level} was on`),
    );
}
