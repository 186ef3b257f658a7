import { expect, test } from "vitest";
import type { Database } from "@/db/client";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { requestPush } from "@/lib/services/push/request-push";
import { harness, legsOf } from "./harness";

const { world: createWorld } = await harness();

/** The same database, with a counter of its transactions. */
function counting(db: Database): { db: Database; count(): number } {
  let begun = 0;
  const orm = new Proxy(db.orm, {
    get(target, key, receiver) {
      if (key !== "transaction") return Reflect.get(target, key, receiver);
      return (...args: Parameters<typeof target.transaction>) => {
        begun += 1;
        return target.transaction(...args);
      };
    },
  });
  return { db: { sql: db.sql, orm, listen: db.listen }, count: () => begun };
}

test("dispatchLeg loads a leg once and sends it in five transactions", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place()).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
  const [leg] = await legsOf(world, orderId);
  const job = world.ctx({ kind: "job", label: "Crossdock" });
  const { db, count } = counting(job.db);
  const result = await dispatchLeg({ ...job, db }, { orderId, legId: leg?.id ?? "" });
  expect(result).toEqual({ kind: "settled", state: "created" });
  // Load, store the fresh read, claim, check the lease right before the send, record.
  expect(count()).toBe(5);
});
