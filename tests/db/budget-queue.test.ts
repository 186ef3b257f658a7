import { expect, it } from "vitest";
import { reservePoints } from "@/db/system/installations/reserve-points";
import { settlePoints } from "@/db/system/installations/settle-points";
import { fileDatabase } from "@/testing/database/file-database";
import { seedOrder } from "@/testing/seed/seed";

const START = Date.parse("2026-03-01T12:00:00Z");
const CALLS = 500;
const BUCKET = { maximum: 800, rate: 40 };
/** Points reserved before a call, and points that it really costs. */
const COST = { priced: 21, actual: 15 };

const { database, db } = await fileDatabase();

/** Shopify's bucket, in the test's own time (milliseconds). */
function shopBucket() {
  let level = BUCKET.maximum;
  let levelAt = START;
  const levelOf = (at: number) =>
    Math.min(BUCKET.maximum, level + (Math.max(0, at - levelAt) / 1_000) * BUCKET.rate);
  return {
    levelOf,
    take(at: number) {
      level = levelOf(at) - COST.actual;
      levelAt = at;
    },
  };
}

it("500 queued calls use at least 95 % of what the bucket allows, and are never throttled", async () => {
  await seedOrder(db, { organizationId: "org_line" });
  const installationId = "ins_org_line_str_dest";
  await database.sql`update installation set bucket_maximum = ${BUCKET.maximum}, bucket_available = ${BUCKET.maximum},
    bucket_rate = ${BUCKET.rate}, bucket_at = ${new Date(START)}, queue_at = null where id = ${installationId}`;
  const shop = shopBucket();
  const sent: number[] = [];
  const lowest: number[] = [];
  type Event = { at: number; run: () => Promise<void> };
  const events: Event[] = [];
  const settle = (at: number, taken: number) => async () => {
    const bucket = { maximum: BUCKET.maximum, available: shop.levelOf(at), rate: BUCKET.rate };
    const giveBack = taken - COST.actual;
    const now = new Date(at);
    await settlePoints(db, {
      installationId,
      now,
      giveBack,
      bucket,
      health: "answered",
      pauseMs: null,
      used: null,
    });
  };
  const send = (at: number, taken: number) => async () => {
    lowest.push(shop.levelOf(at) - COST.priced);
    shop.take(at);
    sent.push(at);
    events.push({ at: at + 100, run: settle(at + 100, taken) });
  };
  const ask = (at: number) => async () => {
    const answer = await reservePoints(db, {
      installationId,
      now: new Date(at),
      points: COST.priced,
      expected: COST.actual,
      reserve: 0.1,
      patienceMs: 1_000,
      create: true,
      queued: true,
      trialMs: 30_000,
    });
    if (!answer) throw new Error("The installation does not exist.");
    const wakes = at + answer.waitMs;
    if (answer.granted) events.push({ at: wakes, run: send(wakes, answer.points) });
    // A job sleeps for whole seconds.
    else {
      const back = at + Math.ceil(answer.waitMs / 1_000) * 1_000;
      events.push({ at: back, run: ask(back) });
    }
  };
  for (let index = 0; index < CALLS; index += 1) {
    const at = START + index * 4;
    events.push({ at, run: ask(at) });
  }
  for (;;) {
    events.sort((a, b) => b.at - a.at);
    const next = events.pop();
    if (!next) break;
    await next.run();
  }
  expect(sent).toHaveLength(CALLS);
  expect(Math.min(...lowest)).toBeGreaterThanOrEqual(0);
  const ideal = (CALLS * COST.actual - BUCKET.maximum) / BUCKET.rate;
  expect(ideal / ((Math.max(...sent) - Math.min(...sent)) / 1_000)).toBeGreaterThan(0.95);
}, 60_000);
