import type { Guard } from "./guard";

const protocol = "tests/faults/push-protocol.test.ts";
const handShipped = "tests/faults/changes/hand-shipped.test.ts";

/** Guards of the push protocol: what is sent, when, and how the result is recorded. */
export const pushGuards: Guard[] = [
  {
    name: "lease check right before the send",
    edits: [
      {
        file: "lib/services/dispatch/send-leg.ts",
        find: "if (!(await claimHolds(ctx, { legId, generation, neededMs, stopIds }))) {",
        replace:
          "if (!(await claimHolds(ctx, { legId, generation, neededMs, stopIds })) && legId === claim.attemptId) {",
      },
    ],
    test: {
      file: "tests/faults/frozen-sender.test.ts",
      name: "a sender that was frozen beyond its lease sends nothing, even if no other process took its leg",
    },
  },
  {
    name: "remaining quantity at the claim",
    edits: [
      {
        file: "lib/domain/push/push-plan.ts",
        find: "quantity: route ? Math.min(legLine.askedQuantity, free) : 0,",
        replace: "quantity: route && free >= 0 ? legLine.askedQuantity : 0,",
      },
    ],
    test: { file: protocol, name: "units that are refunded between the push and the send are not sent" },
  },
  {
    name: "fresh read before a send",
    edits: [
      {
        file: "lib/services/dispatch/dispatch-leg.ts",
        find: "await orFailure(refreshOrder(ctx, { storeId, orderGid, access: shops.destination }));",
        replace: `await orFailure(Promise.resolve({ stored: "same" as string }));`,
      },
    ],
    test: { file: protocol, name: "an order cancelled in its shop never reaches the supplier" },
  },
  {
    name: "fresh price before a send",
    edits: [
      {
        file: "lib/services/dispatch/read-leg-variants.ts",
        find: "await storeChangedVariants(tx, ctx.scope, read);",
        replace: "await storeChangedVariants(tx, ctx.scope, { ...read, variants: [] });",
      },
    ],
    test: {
      file: "tests/faults/orders/fresh-variants.test.ts",
      name: "a source order names the price that the source store has now, and the variant is updated",
    },
  },
  {
    name: "no send of a variant that is gone",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: "if (gone.length > 0) {",
        replace: "if (gone.length > sent.length) {",
      },
    ],
    test: {
      file: "tests/faults/orders/fresh-variants.test.ts",
      name: "a leg whose variant is gone is refused without a send, and is sent after the item is mapped again",
    },
  },
  {
    name: "look-up before a re-send",
    edits: [
      {
        file: "lib/services/dispatch/dispatch-leg.ts",
        find: `const lookedUp = leg.state === "uncertain" || leg.everSent;`,
        replace: `const lookedUp = leg.state === "uncertain";`,
      },
    ],
    test: { file: protocol, name: "a leg that was sent before is looked up before it is sent again" },
  },
  {
    name: "loop of stores",
    edits: [
      {
        file: "lib/domain/push/loop.ts",
        find: "return cameThrough(facts, route);",
        replace: "return originChain(facts.order.contact.attributes).length < 0 && route.usable;",
      },
    ],
    test: {
      file: "tests/faults/orders/loops.test.ts",
      name: "an order is never sent to a store in its chain; other stores get their lines",
    },
  },
  {
    name: "loop of connections",
    edits: [
      {
        file: "lib/domain/stores/connection-loop.ts",
        find: "if (storeId === added.destinationStoreId) return true;",
        replace: "if (storeId === added.destinationStoreId) return known.length < 0;",
      },
    ],
    test: {
      file: "tests/faults/orders/loops.test.ts",
      name: "a connection that closes a loop is refused, directly and through a third store",
    },
  },
  {
    name: "budget",
    edits: [
      {
        file: "lib/shopify/create-gateway.ts",
        find: "const budgeted = budget ? withinBudget(direct, budget) : null;",
        replace: "const budgeted = null as ReturnType<typeof withinBudget> | null;",
      },
    ],
    test: {
      file: "tests/faults/budget.test.ts",
      name: "many sends at once to a shop whose bucket is nearly empty",
    },
  },
  {
    name: "another read of a source order that was recorded late",
    edits: [
      {
        file: "lib/services/source-orders/record-source-order.ts",
        find: "  if (!old || stored.length === 0) return;",
        replace: "  if (old || stored.length === 0) return;",
      },
    ],
    test: {
      file: "tests/faults/late-record.test.ts",
      name: "a supplier's cancellation between a look-up's answer and recordSourceOrder is not lost",
    },
  },
  {
    name: "a closed shop costs no call",
    edits: [
      {
        file: "lib/services/dispatch/dispatch-leg.ts",
        find: "if (closed !== null) return waitForShop(ctx, leg, closed);",
        replace: 'if (closed !== null && leg.id === "") return waitForShop(ctx, leg, closed);',
      },
      {
        file: "lib/services/installations/call-budget.ts",
        find: "if (failure && opensBreaker(failure.code)) {",
        replace: 'if (failure && opensBreaker(failure.code) && installationId === "") {',
      },
    ],
    test: {
      file: "tests/faults/shops/closed-shops.test.ts",
      name: "a user's retry of a leg of a closed shop costs no call, and the leg still leaves when the shop opens",
    },
  },
  {
    name: "one read for two ids",
    edits: [
      {
        file: "db/system/intake/load-delivery.ts",
        find: "row.firstReceivedAt === null",
        replace: "row.firstReceivedAt !== undefined",
      },
    ],
    test: {
      file: "tests/jobs/two-webhook-ids.test.ts",
      name: "one event under two webhook ids leads to one read, and another event to another one",
    },
  },
  {
    name: "sweeper of due reads",
    edits: [
      {
        file: "lib/services/jobs/sweep.ts",
        find: "await sweepSourceOrders(ctx.db, { ...span, periodMs: READ_PERIOD_MS })",
        replace: "0",
      },
    ],
    test: {
      file: "tests/faults/late-record.test.ts",
      name: "the sweeper requests a due read again, because its event was lost, until the read is done",
    },
  },
  {
    name: "matched shipments",
    edits: [
      {
        file: "lib/domain/orders/quantities.ts",
        find: "return here - Math.min(Math.max(0, here - line.ownShipped), atSource);",
        replace: "return here - Math.min(Math.max(0, here - line.ownShipped), atSource * 0);",
      },
    ],
    test: {
      file: handShipped,
      name: "an order that its supplier shipped stays pushed when the merchant marks it as fulfilled",
    },
  },
  {
    name: "own shipments are never ordered",
    edits: [
      {
        file: "lib/services/orders/project-order.ts",
        find: "await noteOwnShipments(tx, scope, facts);",
        replace: "if (orderId === scope.organizationId) await noteOwnShipments(tx, scope, facts);",
      },
    ],
    test: {
      file: handShipped,
      name: "units that the merchant shipped from own stock before a push are never ordered",
    },
  },
  {
    name: "parts of a set in the plan",
    edits: [
      {
        file: "lib/domain/orders/quantities.ts",
        find: "open: lacking - incomplete,",
        replace: "open: lacking,",
      },
    ],
    test: { file: "lib/domain/orders/quantities.test.ts", name: "leaves the last set unordered" },
  },
  {
    name: "parts of a set in the reservation trigger",
    edits: [
      {
        file: "db/migrations/0024_shipments_and_changes.sql",
        find: "  IF line_taken(NEW.organization_id, NEW.line_item_id) + line_partial(NEW.organization_id, NEW.line_item_id)\n    > line_target",
        replace: "  IF line_taken(NEW.organization_id, NEW.line_item_id) > line_target",
      },
    ],
    test: { file: "tests/db/push-guards.test.ts", name: "count a part of a set as taken" },
  },
  {
    name: "a changed address needs attention",
    edits: [
      {
        file: "lib/domain/changes/differences.ts",
        find: "...changedAddress(facts, live, seen),",
        replace: "...changedAddress(facts, [], seen),",
      },
    ],
    test: {
      file: "tests/faults/changes/change-cards.test.ts",
      name: "an address that changes after the push needs attention until it is changed back",
    },
  },
];
