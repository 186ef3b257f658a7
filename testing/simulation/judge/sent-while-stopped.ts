import type { World as Sandbox } from "@/sandbox/world/world";
import type { Stop, StopLog } from "@/testing/simulation/people/stops";
import type { SimDatabase } from "@/testing/simulation/sim-database";
import { DESTINATION, type SimWorld } from "@/testing/simulation/sim-world";
import type { Write } from "@/testing/simulation/virtual-transport";

/** A check that passed before a stop began may be this old when its request is written (see `call-admin`). */
const CHECK_MS = 4_000;

/** The writes that left for a shop while a stop that concerns them was on. */
export async function sentWhileStopped(run: {
  world: SimWorld;
  database: SimDatabase;
  sandbox: Sandbox;
  stops: StopLog;
}): Promise<string[]> {
  const { world, database, sandbox, stops } = run;
  const connections = await database.admin<{ id: string; source: string }[]>`
    select id, source_store_id as source from connection`;
  const concerns = ({ level, subjectId }: Stop, { shop, body }: Write) => {
    const store = world.stores.get(sandbox.store.shopNamed(shop)?.domain ?? shop);
    const isOrder = body.includes("orderCreate");
    switch (level) {
      case "organization":
        return true;
      case "store":
        return subjectId === store || (isOrder && subjectId === world.stores.get(DESTINATION));
      case "connection":
        return isOrder && connections.some(({ id, source }) => id === subjectId && source === store);
    }
  };
  return stops.writes.flatMap((write) =>
    [...stops.stops.values()]
      .filter((stop) => write.at > stop.from + CHECK_MS && write.at < stop.until && concerns(stop, write))
      .map(
        ({ level }) => `a write left for ${write.shop} while a stop of the ${level} was on: ${nameOf(write)}`,
      ),
  );
}

const nameOf = ({ body }: Write) => /mutation\s+(\w+)/.exec(body)?.[1] ?? "write";
