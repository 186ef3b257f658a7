import type { Guard } from "./guard";

const late = "tests/faults/changes/late-cautions.test.ts";
const retention = "tests/jobs/retention.test.ts";

/** Guards of what becomes true late: cautions after a push, units that a claim gives back, rows that become old. */
export const lateGuards: Guard[] = [
  {
    name: "a risk that rises after the push",
    edits: [
      {
        file: "lib/domain/changes/late-cautions.ts",
        find: "return [...raisedRisk(facts), ...placedHolds(facts), ...endedPayment(facts, quantities)];",
        replace: "return [...placedHolds(facts), ...endedPayment(facts, quantities)];",
      },
    ],
    test: { file: late, name: "a risk that rises after automatic push needs attention until it falls" },
  },
  {
    name: "a caution that the user knew of",
    edits: [
      {
        file: "lib/domain/changes/late-cautions.ts",
        find: "=> !leg.accepted.includes(caution);",
        replace: "=> leg.id !== caution;",
      },
    ],
    test: {
      file: late,
      name: "a risk that the user knew of at the push opens no card, also for a part of the order",
    },
  },
  {
    name: "a hold after the push",
    edits: [
      {
        file: "lib/domain/changes/late-cautions.ts",
        find: "return [...raisedRisk(facts), ...placedHolds(facts), ...endedPayment(facts, quantities)];",
        replace: "return [...raisedRisk(facts), ...endedPayment(facts, quantities)];",
      },
    ],
    test: {
      file: late,
      name: "a hold that Shopify places after the push needs attention until it is released",
    },
  },
  {
    name: "a user's waiting push at risk",
    edits: [
      {
        file: "lib/domain/changes/late-cautions.ts",
        find: `(leg.state === "planned" && leg.pushMode === "manual");`,
        replace: "leg.id === leg.pushId;",
      },
    ],
    test: {
      file: late,
      name: "a user's push that still waits shows the risk, and the card ends when the send is given up",
    },
  },
  {
    name: "units that a claim gives back",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: "    if (leavesUnits(leg, lines)) await makeDue(tx, ctx, input.orderId, at);\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/held/shopify-holds.test.ts",
      name: "units that Shopify schedules between the plan and the claim are sent at their date, without a webhook",
    },
  },
  {
    name: "withheld orders of paused stores",
    edits: [
      {
        file: "db/system/sweeps/sweep-withheld.ts",
        find: "where s.state <> 'disconnected'",
        replace: "where s.state = 'active'",
      },
    ],
    test: {
      file: "tests/faults/withheld/withheld-data.test.ts",
      name: "orders of a paused store are read again too",
    },
  },
  {
    name: "unfinished deliveries are never old",
    edits: [
      {
        file: "db/system/sweeps/forget-old-rows.ts",
        find: "where d.state in ('processed', 'ignored') and",
        replace: "where",
      },
    ],
    test: {
      file: retention,
      name: "old rows are deleted by an index, and unsent events, unfinished deliveries and open problems never",
    },
  },
  {
    name: "unsent events are never old",
    edits: [
      {
        file: "db/system/sweeps/forget-old-rows.ts",
        find: "from outbox where sent_at <",
        replace: "from outbox where created_at <",
      },
    ],
    test: {
      file: retention,
      name: "old rows are deleted by an index, and unsent events, unfinished deliveries and open problems never",
    },
  },
  {
    name: "one trial for a store that denies order creates",
    edits: [
      {
        file: "lib/services/dispatch/dispatch-leg.ts",
        find: "const waiting = leg.denied ? await takeTrial(ctx, leg) : null;",
        replace: "const waiting = leg.denied && leg.id === leg.orderId ? await takeTrial(ctx, leg) : null;",
      },
    ],
    test: {
      file: "tests/faults/shops/denied-creates.test.ts",
      name: "of the legs of a store that denies order creates one tries in fifteen minutes, and all are sent after a grant",
    },
  },
];
