import type { Database } from "@/db/client";

/** An order that changed, as NOTIFY tells it; null when the connection was lost and anything may have changed. */
type OrderChange = { organizationId: string; orderId: string } | null;

type Hub = { listeners: Set<(change: OrderChange) => void>; started: Promise<unknown> | null };

const key = Symbol.for("crossdock.order-changes");
const shared = globalThis as typeof globalThis & { [key]?: Hub };

/**
 * Hears of every changed order of every organization: ids only, so whoever passes them on reads again under
 * the receiver's scope. One LISTEN connection serves the whole process; it lives on `globalThis` because Next
 * evaluates a module several times.
 * @returns how to stop
 */
export async function onOrderChange(
  db: Database,
  listener: (change: OrderChange) => void,
): Promise<() => void> {
  shared[key] ??= { listeners: new Set(), started: null };
  const hub = shared[key];
  hub.listeners.add(listener);
  const tell = (change: OrderChange) => {
    for (const each of hub.listeners) each(change);
  };
  let first = true;
  hub.started ??= db.listen(
    "crossdock_order",
    (payload) => {
      const [organizationId, orderId] = payload.split(" ");
      if (organizationId && orderId) tell({ organizationId, orderId });
    },
    () => {
      // Called at first and after every reconnection.
      if (!first) tell(null);
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
