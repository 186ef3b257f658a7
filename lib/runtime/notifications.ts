import type { Database } from "@/db/client";

type Listener = (payload: string | null) => void;
type Hub = { listeners: Set<Listener>; started: Promise<unknown> | null };

/** The channels of NOTIFY that this process listens to. */
type Channel = "crossdock_order" | "crossdock_access";

const key = Symbol.for("crossdock.notifications");
const shared = globalThis as typeof globalThis & { [key]?: Partial<Record<Channel, Hub>> };

/**
 * Calls `listener` with the payload of every notification of a channel, and with null after the connection was lost,
 * when notifications may have been missed. One LISTEN connection serves the process; the listeners are kept on
 * `globalThis` because Next evaluates a module several times.
 * @returns a function that stops listening
 */
export async function onNotification(
  db: Database,
  channel: Channel,
  listener: Listener,
): Promise<() => void> {
  shared[key] ??= {};
  shared[key][channel] ??= { listeners: new Set(), started: null };
  const hub = shared[key][channel];
  hub.listeners.add(listener);
  const publish = (payload: string | null) => {
    for (const each of hub.listeners) each(payload);
  };
  let first = true;
  hub.started ??= db.listen(channel, publish, () => {
    // Called for the first connection and after every reconnection.
    if (!first) publish(null);
    first = false;
  });
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
