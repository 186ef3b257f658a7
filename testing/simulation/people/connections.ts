import type { ConnectionMove, ConnectionState, InFlightChoice } from "@/lib/domain/stores/connection-state";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { changeConnection } from "@/lib/services/stores/connections/change-connection";
import { changeStoreState } from "@/lib/services/stores/connections/change-store-state";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { Random } from "../random";
import type { Scheduler } from "../scheduler";
import type { SimDatabase } from "../sim-database";
import { DESTINATION, type SimWorld, SOURCES } from "../sim-world";
import type { Processes } from "../supervision";
import { inWeb } from "./in-web";

const SECOND = 1_000;

/** The share of runs in which users close connections. */
const SHARE = 0.4;

/** A time in which a connection was closed for certain: from the answer to the user, until a user asked to open it. */
export type Closing = {
  connectionId: string;
  /** Whether the sends that were planned before are still made. */
  finishes: boolean;
  from: number;
  until: number;
};

type Run = {
  world: SimWorld;
  database: SimDatabase;
  scheduler: Scheduler;
  running: Processes;
  turn: (name: string, share: number) => boolean;
  closings: Closing[];
};

type Row = { id: string; state: ConnectionState; storeId: string; sourceStoreId: string };

/**
 * In some runs, users pause, block and disconnect connections, or pause a store, with each choice for the orders in
 * flight, and open them again. The portal may die at each step; the users then find what became of it, and go on.
 */
export function spawnClosings(run: Run, random: Random, isOver: () => boolean): void {
  const { scheduler, running } = run;
  if (!run.turn("closings", SHARE)) return;
  scheduler.spawn(running.people, "connections", async () => {
    while (!isOver()) {
      const closed = await closedThings(run);
      const [least, most] = closed.length > 0 ? [5, 25] : [15, 60];
      await scheduler.sleep("connections", random.between(least, most) * SECOND);
      if (isOver()) return;
      // A closed connection is sometimes closed in another way before it is opened.
      if (closed.length === 0 || random.chance(0.15)) await close(run, random);
      else await open(run);
    }
  });
}

/** Opens every connection and store again, as a user does who finds them closed. */
export async function openAll(run: Run): Promise<void> {
  for (let tries = 0; tries < 20 && (await closedThings(run)).length > 0; tries += 1) await openOne(run);
}

/** The connections and stores that are closed, as names. */
export async function closedThings({ database }: Pick<Run, "database">): Promise<string[]> {
  const rows = await database.admin<{ what: string }[]>`
    select 'connection ' || id as what from connection where state <> 'active'
    union all select 'store ' || id from store where state <> 'active'`;
  return rows.map(({ what }) => what);
}

async function close(run: Run, random: Random): Promise<void> {
  const { world, scheduler, running } = run;
  const inFlight: InFlightChoice = random.pick(["finish", "withdraw"]);
  if (random.chance(0.2)) {
    const shop = random.pick([DESTINATION, ...SOURCES]);
    const storeId = world.stores.get(shop) ?? "";
    await endAll(run, storeId);
    await inWeb(scheduler, running.web, "close", async () => {
      const done = await changeStoreState(world.ctx(), { storeId, move: "pause", inFlight });
      scheduler.note("person", `pause ${shop}, ${inFlight}: ${done.kind}`);
      if (done.kind === "changed") await note(run, storeId, inFlight === "finish");
    });
    return;
  }
  const { id: connectionId } = random.pick(await connections(run));
  const move = random.weighted<ConnectionMove>({
    ...{ pause: 4, disconnect: 3, block: 2 },
    ...{ approve: 0, refuse: 0, resume: 0, unblock: 0 },
  });
  end(run, connectionId);
  await inWeb(scheduler, running.web, "close", async () => {
    const done = await changeConnection(world.ctx(), { connectionId, move, inFlight, reason: "tried" });
    scheduler.note("person", `${move} ${connectionId}, ${inFlight}: ${done.kind}`);
    const finishes = inFlight === "finish" && move !== "block";
    if (done.kind === "changed") await note(run, connectionId, finishes);
  });
}

/** The connections that a store or connection has by its id. */
async function concerned(run: Run, subjectId: string): Promise<Row[]> {
  const rows = await connections(run);
  return rows.filter((row) => [row.id, row.storeId, row.sourceStoreId].includes(subjectId));
}

/** Notes that connections are closed from now on. */
async function note(run: Run, subjectId: string, finishes: boolean): Promise<void> {
  const from = run.scheduler.now;
  for (const { id } of await concerned(run, subjectId))
    run.closings.push({ connectionId: id, finishes, from, until: Number.POSITIVE_INFINITY });
}

/** Ends what was noted: from the moment at which a user asks for another state, it is not certain which one counts. */
async function endAll(run: Run, subjectId: string): Promise<void> {
  for (const { id } of await concerned(run, subjectId)) end(run, id);
}

function end({ closings, scheduler }: Run, connectionId: string): void {
  for (const closing of closings)
    if (closing.connectionId === connectionId) closing.until = Math.min(closing.until, scheduler.now);
}

async function open(run: Run): Promise<void> {
  const { scheduler, running } = run;
  await inWeb(scheduler, running.web, "open", () => openOne(run));
}

/** Opens the first thing that is closed. A blocked connection takes two steps. */
async function openOne(run: Run): Promise<void> {
  const { world, database, scheduler } = run;
  const ctx = world.ctx();
  const [store] = await database.admin<{ id: string }[]>`
    select id from store where state = 'paused' order by id`;
  if (store) {
    await endAll(run, store.id);
    const { kind } = await changeStoreState(ctx, { storeId: store.id, move: "resume" });
    scheduler.note("person", `resume ${store.id}: ${kind}`);
    return;
  }
  const closed = (await connections(run)).find(({ state }) => state !== "active");
  if (!closed) return;
  const { id: connectionId, state } = closed;
  if (state !== "blocked") end(run, connectionId);
  try {
    const { kind } = await moveOn(run, closed);
    scheduler.note("person", `open ${connectionId}, which is ${state}: ${kind}`);
  } catch (error) {
    // The definition of the origin mark could not be made; the user tries again later.
    if (!(error instanceof ShopifyFailure)) throw error;
    scheduler.note("person", `open ${connectionId}, which is ${state}: ${error.code}`);
  }
}

function moveOn(
  { world }: Run,
  { id: connectionId, state, storeId, sourceStoreId }: Row,
): Promise<{ kind: string }> {
  const ctx = world.ctx();
  switch (state) {
    case "paused":
      return changeConnection(ctx, { connectionId, move: "resume" });
    case "blocked":
      return changeConnection(ctx, { connectionId, move: "unblock" });
    case "requested":
      return changeConnection(ctx, { connectionId, move: "approve" });
    case "disconnected":
    case "active":
      return connectStores(ctx, { destinationStoreId: storeId, sourceStoreId });
  }
}

async function connections({ database }: Pick<Run, "database">): Promise<Row[]> {
  return database.admin<Row[]>`
    select id, state, destination_store_id as "storeId", source_store_id as "sourceStoreId" from connection order by id`;
}
