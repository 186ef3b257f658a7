import { concurrentChangeGuards } from "./concurrent-change-guards";
import type { Guard } from "./guard";
import { healthGuards } from "./health-guards";
import { holdGuards } from "./hold-guards";
import { lateGuards } from "./late-guards";
import { listGuards } from "./list-guards";
import { movingGuards } from "./moving-guards";
import { pushGuards } from "./push-guards";
import { stopGuards } from "./stop-guards";
import { storeGuards } from "./store-guards";
import { tokenGuards } from "./token-guards";

const protocol = "tests/faults/push-protocol.test.ts";
const races = "tests/faults/races.test.ts";

export const guards: Guard[] = [
  ...storeGuards,
  ...stopGuards,
  ...healthGuards,
  ...tokenGuards,
  ...listGuards,
  {
    name: "HMAC",
    edits: [
      {
        file: "lib/shopify/installations/verify-webhook.ts",
        find: `if (!matches.includes(true)) return { kind: "forged", claims: claimsOf(headers) };`,
        replace: "",
      },
    ],
    test: {
      file: "tests/http/intake.test.ts",
      name: "answers 401 when one byte differs from the signed body",
    },
  },
  {
    name: "delivery uniqueness (index and conflict clause, as a pair)",
    edits: [
      {
        file: "db/migrations/0000_facts.sql",
        find: `CREATE UNIQUE INDEX "delivery_once"`,
        replace: `CREATE INDEX "delivery_once"`,
      },
      {
        file: "db/system/intake/store-delivery.ts",
        find: "on conflict (app_credential_id, shop_domain, webhook_id) do nothing",
        replace: "",
      },
    ],
    test: {
      file: "tests/http/repeated-webhooks.test.ts",
      name: "a webhook that arrives ten times at once is stored once, with one event",
    },
  },
  {
    name: "outbox in the statement that stores the delivery",
    edits: [
      {
        file: "db/system/intake/store-delivery.ts",
        find: `    from stored
    returning id\``,
        replace: `    from stored where false
    returning id\``,
      },
    ],
    test: {
      file: "tests/http/intake.test.ts",
      name: "answers 200 when the exact bytes and one event are stored",
    },
  },
  {
    name: "version guard",
    edits: [
      {
        file: "lib/services/orders/ingest-order.ts",
        find: "if (!inserted && !isNewer(snapshot.updatedAt, input.readBeganAt, row))",
        replace: "if (!inserted && row.id === input.readBeganAt.toISOString())",
      },
    ],
    test: { file: races, name: "ingestOrder ignores a read that is older than the stored one" },
  },
  {
    name: "planner lock",
    edits: [
      {
        file: "db/queries/orders/lock-order.ts",
        find: `= \${orderId} for update\``,
        replace: `= \${orderId}\``,
      },
    ],
    test: {
      file: races,
      name: "of parallel requestPush calls with overlapping choices, each unit is planned once",
    },
  },
  {
    name: "claim compare-and-set (with the lock, which covers for it)",
    edits: [
      {
        file: "db/queries/orders/lock-order.ts",
        find: `= \${orderId} for update\``,
        replace: `= \${orderId}\``,
      },
      { file: "db/queries/legs/move-leg.ts", find: "eq(pushLeg.state, leg.from),", replace: "" },
      {
        file: "db/queries/legs/move-leg.ts",
        find: "if (leg.generation !== undefined) conditions.push(eq(pushLeg.generation, leg.generation));",
        replace: "",
      },
    ],
    test: { file: protocol, name: "only one of several parallel claimLeg calls for a leg succeeds" },
  },
  {
    name: "reservation trigger",
    edits: [
      {
        file: "db/migrations/0001_guards.sql",
        find: "CREATE TRIGGER reservation_line AFTER INSERT OR UPDATE ON push_leg_line",
        replace: "CREATE TRIGGER reservation_line AFTER DELETE ON push_leg_line",
      },
    ],
    test: { file: "tests/db/push-guards.test.ts", name: "may grow up to the target, but not beyond" },
  },
  {
    name: "row-level security policy of one table",
    edits: [
      {
        file: "db/migrations/0001_guards.sql",
        find: "REVOKE UPDATE ON audit_entry, disclosure, order_contact FROM crossdock_app;",
        replace: `CREATE POLICY everybody ON variant FOR ALL TO crossdock_app USING (true) WITH CHECK (true);
--> statement-breakpoint
REVOKE UPDATE ON audit_entry, disclosure, order_contact FROM crossdock_app;`,
      },
    ],
    test: {
      file: "tests/db/row-level-security.test.ts",
      name: "neither shows nor accepts another organization's rows",
    },
  },
  {
    name: "scope filter (merchants)",
    edits: [
      {
        file: "db/queries/core/merchant-filter.ts",
        find: "return inArray(merchantId, [...scope.merchantIds]);",
        replace: "return undefined;",
      },
    ],
    test: { file: "tests/tenancy/tenancy.test.ts", name: "does nothing for another merchant's user" },
  },
  {
    name: "step memo",
    edits: [
      {
        file: "inngest/embedded/runs/flush-ledger.ts",
        find: "where steps.position is null and excluded.position is not null",
        replace: "where false",
      },
      {
        file: "inngest/embedded/runs/flush-ledger.ts",
        find: "...ledger.settled.map((step) => ({",
        replace: "...ledger.settled.slice(0, 0).map((step) => ({",
      },
    ],
    test: {
      file: "tests/jobs/crash/random-kills.test.ts",
      name: "after kill -9 at random moments of a burst, every run ends and every step is stored once",
    },
  },
  {
    name: "job lease",
    edits: [
      {
        file: "db/migrations/0015_claim_again.sql",
        find: "WHERE j.parked_on IS NULL AND j.due_at <= p_now AND j.run_at <= p_now",
        replace: "WHERE j.parked_on IS NULL AND j.due_at <= p_now",
      },
    ],
    test: { file: "tests/jobs/leases.test.ts", name: "two workers share the steps, and each step runs once" },
  },
  {
    name: "job fencing",
    edits: [
      {
        file: "inngest/embedded/runs/settle.ts",
        find: "const isCurrent = generations.get(job.id) === job.generation;",
        replace: "const isCurrent = generations.has(job.id);",
      },
    ],
    test: {
      file: "tests/jobs/leases.test.ts",
      name: "a late answer is dropped while the other worker is still running the step",
    },
  },
  {
    name: "end of a session that is idle in a transaction",
    edits: [{ file: "db/session-settings.ts", find: "10_000", replace: "0" }],
    test: {
      file: "tests/jobs/crash/kill-points.test.ts",
      name: "D2: a worker that is frozen inside a transaction loses its locks",
    },
  },
  {
    name: "outbox relay: enqueue and mark in one transaction",
    edits: [
      {
        file: "inngest/relay.ts",
        find: "await Promise.all([enqueueEvents(tx, rows.map(toEvent), { now: clock() }), mark(tx, rows)]);",
        replace: "await mark(sql, rows);\n    await enqueueEvents(tx, rows.map(toEvent), { now: clock() });",
      },
      { file: "inngest/relay.ts", find: "for update skip locked", replace: "" },
    ],
    test: {
      file: "tests/jobs/relay.test.ts",
      name: "no outbox row is marked as sent when the engine's tables refuse the events",
    },
  },
  {
    name: "sweeper",
    edits: [
      {
        file: "lib/services/jobs/sweep.ts",
        find: "const orders = await sweepAutomaticPushes(ctx.db, span);",
        replace: "const orders = 0;",
      },
    ],
    test: {
      file: "tests/jobs/forgetting-server.test.ts",
      name: "the sweeper emits an event again that an Inngest server acknowledged and lost, at each stage of an order",
    },
  },
  {
    name: "wrong event data ends the run",
    edits: [
      {
        file: "inngest/functions/job-start.ts",
        find: "throw new NonRetriableError(\n    `The data of the event",
        replace: "throw new Error(\n    `The data of the event",
      },
    ],
    test: {
      file: "tests/jobs/unreadable-events.test.ts",
      name: "a run whose event has invalid data fails at once, with the field's name but not its value",
    },
  },
  {
    name: "unknown role",
    edits: [
      {
        file: "lib/auth/judge-session.ts",
        find: 'if (!isRole(role)) return { kind: "unknown_role", organizationId, role };',
        replace: 'if (!isRole(role)) return { kind: "disabled" };',
      },
    ],
    test: {
      file: "tests/db/unknown-role.test.ts",
      name: "a membership with an unknown role gives no access; the user's other organizations remain accessible",
    },
  },
  ...pushGuards,
  ...holdGuards,
  ...lateGuards,
  ...movingGuards,
  ...concurrentChangeGuards,
];
