import type { Database } from "@/db/client";
import { onNotification } from "./notifications";

/**
 * Calls `listener` when the access or a session of this user changed, and after the connection was lost, when it may
 * have changed. The caller reads the session again.
 * @returns a function that stops listening
 */
export async function onAccessChange(
  db: Database,
  userId: string,
  listener: () => void,
): Promise<() => void> {
  return onNotification(db, "crossdock_access", (payload) => {
    if (payload === null || payload === userId) listener();
  });
}
