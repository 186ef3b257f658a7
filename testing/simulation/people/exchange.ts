import { exchangeTokens } from "@/lib/services/installations/tokens/exchange-tokens";
import type { Random } from "../random";
import type { Scheduler } from "../scheduler";
import type { SimDatabase } from "../sim-database";
import { APP, type SimWorld } from "../sim-world";
import type { Processes } from "../supervision";

const SECOND = 1_000;

/**
 * In worlds with permanent tokens, the owner has them exchanged for expiring ones while orders are pushed. The process may
 * crash at any moment of it, also after Shopify answered. What a crash leaves is done by the next calls, so that the owner
 * asks once.
 */
export function spawnExchange(run: {
  world: SimWorld;
  database: SimDatabase;
  scheduler: Scheduler;
  running: Processes;
  stream: (name: string) => Random;
}): void {
  const { world, database, scheduler, running, stream } = run;
  if (world.expiring) return;
  const afterMs = stream("exchange").between(10, 150) * SECOND;
  scheduler.spawn(running.people, "exchange", async () => {
    await scheduler.sleep("exchange", afterMs);
    // Only the organization that registered an app exchanges its tokens.
    await database.admin`
      update app_credential set owner_organization_id = ${world.organizationId} where handle = ${APP}`;
    while (!running.web.alive) await scheduler.sleep("exchange", SECOND);
    scheduler.spawn(running.web, "exchange", async () => {
      const done = await exchangeTokens(world.ctx(), { handle: APP });
      scheduler.note("person", `exchanges permanent tokens: ${JSON.stringify(done)}`);
    });
  });
}
