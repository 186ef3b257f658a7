import { afterEach, beforeEach, expect, test } from "vitest";
import { sweepDeliveries } from "@/db/system/sweeps/sweep-deliveries";
import { eventNames } from "@/lib/domain/jobs/event-name";
import type { LogFields } from "@/lib/log";
import { deliveryPace } from "@/lib/services/intake/delivery-pace";
import { deliver, type IntakeWorld, intakeWorld, until, webhook } from "./fixtures/intake-world";

let world: IntakeWorld;
let logged: { message: string; fields: LogFields | undefined }[];
beforeEach(async () => {
  world = await intakeWorld();
  logged = [];
});
afterEach(() => world.close());

/** Starts a worker, and collects the errors that its functions log. */
const startWorker = () =>
  world.startWorker({
    info() {},
    warn() {},
    error: (message, fields) => logged.push({ message, fields }),
  });

type Run = { status: string; event: string; error: { name: string; message: string } | null };
/** The runs that failed, of the product's own events. The worker's sweep starts others. */
const failed = () => world.sql<Run[]>`
  select status, events -> 0 ->> 'name' as event, error from engine.runs
  where events -> 0 ->> 'name' not like 'inngest/%' and status = 'failed' order by event`;

test("a run whose event has invalid data fails at once, with the field's name but not its value", async () => {
  const value = "ada@example.com";
  for (const name of eventNames) {
    await world.sql`
      insert into outbox (id, event_id, name, data, created_at)
      values (${`out_${name}`}, ${`bad:${name}`}, ${name}, ${world.sql.json({ orderId: [value] })}, now())`;
  }
  await startWorker();
  const ended = await until(failed, (rows) => rows.length >= eventNames.length);
  expect(ended.map((run) => run.event)).toEqual([...eventNames].sort());
  for (const { event, error } of ended) {
    expect(error?.name).toBe("NonRetriableError");
    expect(error?.message).toContain(event);
    expect(error?.message).toMatch(/organizationId|deliveryId|installationId/);
  }
  // One line per run, so none was called twice.
  expect(logged.map(({ fields }) => fields?.event).sort()).toEqual([...eventNames].sort());
  expect(JSON.stringify([ended, logged])).not.toContain(value);
});

test("a delivery whose event has invalid data is processed after the sweeper emits its event again", async () => {
  await deliver(webhook({ topic: "carts/create" }));
  await world.sql`update outbox set data = data - 'deliveryId'`;
  await startWorker();
  await until(failed, (rows) => rows.length === 1);
  expect(await world.deliveries()).toMatchObject([{ state: "received", attempts: 0 }]);
  // Only the sweep's clock is ahead.
  const later = new Date(Date.now() + deliveryPace.leastMs + 60_000);
  expect(await sweepDeliveries(world.system.db, { now: later, pace: deliveryPace })).toBe(1);
  await until(world.deliveries, ([delivery]) => delivery?.state === "ignored");
});
