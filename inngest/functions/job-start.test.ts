import { Inngest, NonRetriableError } from "inngest";
import { expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { eventNames } from "@/lib/domain/jobs/event-name";
import { jobFunctions } from "@/lib/domain/jobs/job-function";
import type { LogFields } from "@/lib/log";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/installations/secret-box";
import { jobStart, parseEvent } from "./job-start";
import { functions } from "./registry";

const silent = { info() {}, warn() {}, error() {} };

test("every event starts a function, and every function has its own id and starts as the table says", () => {
  const events = Object.values(jobFunctions).flatMap((job) => ("events" in job ? job.events : []));
  expect([...new Set(events)].sort()).toEqual([...eventNames].sort());
  const ctx = {
    db: openDatabase("postgres://nobody@127.0.0.1:1/none"),
    clock: { now: async () => new Date(0) },
    log: silent,
    shopify: createShopifyGateway({ baseUrl: "http://127.0.0.1:9" }),
    secrets: createSecretBox(`k1:${Buffer.alloc(32).toString("base64")}`),
  };
  const built = functions(new Inngest({ id: "test", isDev: true }), ctx, { origin: "http://127.0.0.1:9" });
  expect(built.map((fn) => fn.id()).sort()).toEqual(Object.keys(jobFunctions).sort());
  expect(jobStart("auto-push").triggers).toHaveLength(3);
  expect(jobStart("sweep")).toEqual({ id: "sweep", triggers: [{ cron: "* * * * *" }] });
});

test("an event is read with the schema of its own name; wrong data is not read again", () => {
  const lines: (LogFields | undefined)[] = [];
  const log = { ...silent, error: (_: string, fields?: LogFields) => lines.push(fields) };
  const data = { organizationId: "org_1", orderId: "ord_1", legId: "leg_1" };
  expect(parseEvent("auto-push", { name: "order/leg.released", data }, log)).toEqual(data);
  const { legId: _, ...less } = data;
  expect(parseEvent("auto-push", { name: "order/ingested", data: less }, log)).toEqual(less);
  const wrong = { name: "order/leg.released", data: { ...less, orderId: 7 } };
  expect(() => parseEvent("auto-push", wrong, log)).toThrow(NonRetriableError);
  expect(() => parseEvent("auto-push", { name: "order/push.requested", data }, log)).toThrow(
    "The event order/push.requested does not start the function auto-push.",
  );
  expect(lines[0]).toEqual({ function: "auto-push", event: "order/leg.released", fields: "orderId, legId" });
});
