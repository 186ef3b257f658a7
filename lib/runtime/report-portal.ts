import { openDatabase } from "@/db/client";
import { getEnv } from "@/lib/env";
import { createLog } from "@/lib/log";
import { storeRefusedRequests } from "@/lib/services/intake/refused-requests";
import { reportRunning } from "@/lib/services/jobs/report-running";
import { databaseClock } from "./database-clock";

const BEAT_MS = 60_000;

/**
 * Reports each minute that the portal runs, from its start on, so that an outage in which it answered no webhook is
 * noticed at its end. A report that fails is only logged, because the next one follows.
 *
 * Without the runtime of the pages: Next evaluates this file apart from them, and a gateway that is made here would throw
 * failures of a class that they do not know.
 */
export function reportPortal(): void {
  const log = createLog("web");
  const db = openDatabase(getEnv().databaseUrl, { name: "crossdock-web-beat", max: 1 });
  const tools = { db, clock: databaseClock(db), log };
  const beat = async () => {
    try {
      await reportRunning(tools, "portal");
      await storeRefusedRequests(tools);
    } catch (error) {
      const cause = error instanceof Error ? error.name : typeof error;
      log.warn("the portal could not report that it runs", { cause });
    }
  };
  setInterval(beat, BEAT_MS).unref();
  void beat();
}
