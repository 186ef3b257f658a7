import type { Database } from "@/db/client";

/** A changed order, from NOTIFY; null after the connection was lost, when any order may have changed. */
type OrderChange = { organizationId: string; orderId: string } | null;

type Hub = { listeners: Set<(change: OrderChange) => void>; started: Promise<unknown> | null };

const key = Symbol.for("crossdock.order-changes");
const shared = globalThis as typeof globalThis & { [key]?: Hub };

/**
 * Calls `listener` for every changed order of every organization, with ids only: the caller reads the order under the
 * scope of the receiver. One LISTEN connection serves the process; it is kept on `globalThis` because Next evaluates
 * a module several times.
 * @returns a function that stops listening
 */
export async function onOrderChange(
  db: Database,
  listener: (change: OrderChange) => void,
): Promise<() => void> {
  shared[key] ??= { listeners: new Set(), started: null };
  const hub = shared[key];
  hub.listeners.add(listener);
  const publish = (change: OrderChange) => {
    for (const each of hub.listeners) each(change);
  };
  let first = true;
  hub.started ??= db.listen(
    "crossdock_order",
    (payload) => {
      const [organizationId, orderId] = payload.split(" ");
      if (organizationId && orderId) publish({ organizationId, orderId });
    },
    () => {
      // Called for the first connection and after every reconnection.
      if (!first) publish(null);
      first = false;
    },
  );
  try {
    await hub.started;
  } catch (error) {
    hub.started = null;
    hub.listeners.delete(listener);
    throw error;
  }
  return () => {
    hub.listeners.delete(listener);
  };
}
