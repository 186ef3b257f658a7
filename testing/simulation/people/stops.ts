import type { StopLevel } from "@/lib/domain/stores/emergency-stop";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { liftStop } from "@/lib/services/stores/lift-stop";
import type { Random } from "../random";
import type { Scheduler } from "../scheduler";
import type { SimDatabase } from "../sim-database";
import { DESTINATION, type SimWorld, SOURCES } from "../sim-world";
import type { Processes } from "../supervision";
import type { Write } from "../virtual-transport";
import { inWeb } from "./in-web";

const SECOND = 1_000;

/** The share of runs with stops. */
const SHARE = 0.4;

/** A stop that was on for certain: from the answer to the user who began it, until a user asked to lift it. */
export type Stop = { level: StopLevel; subjectId: string; from: number; until: number };

/** The emergency stops of a run by id, and the writes that left for the shops. */
export type StopLog = {
  stops: Map<string, Stop>;
  writes: Write[];
};

/** Creates an empty log. */
export const stopLog = (): StopLog => ({ stops: new Map(), writes: [] });

type Run = {
  world: SimWorld;
  database: SimDatabase;
  turn: (name: string, share: number) => boolean;
  scheduler: Scheduler;
  running: Processes;
  stops: StopLog;
};

/**
 * In some runs, users begin stops and lift them later. The portal may die at each step; the users then find the stop, and
 * lift it. Not in every run, because a stop delays the sends that faults are to hit.
 */
export function spawnStops(run: Run, random: Random, isOver: () => boolean): void {
  const { scheduler, running } = run;
  if (!run.turn("stops", SHARE)) return;
  scheduler.spawn(running.people, "emergency", async () => {
    while (!isOver()) {
      await scheduler.sleep("emergency", random.between(40 * SECOND, 120 * SECOND));
      const subject = await someSubject(run, random);
      if (isOver()) return;
      await inWeb(scheduler, running.web, "stop", async () => {
        const begun = await beginStop(run.world.ctx(), { ...subject, reason: "tried" });
        scheduler.note("person", `stop ${subject.level}: ${begun.kind}`);
        if (begun.kind !== "begun") return;
        const until = Number.POSITIVE_INFINITY;
        run.stops.stops.set(begun.stopId, { ...subject, from: scheduler.now, until });
      });
      await scheduler.sleep("emergency", random.between(5 * SECOND, 30 * SECOND));
      await inWeb(scheduler, running.web, "lift", () => liftAll(run));
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
