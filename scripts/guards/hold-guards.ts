import type { Guard } from "./guard";

const holds = "tests/faults/holds.test.ts";
const shopifyHolds = "tests/faults/held/shopify-holds.test.ts";

/** Guards of held orders. */
export const holdGuards: Guard[] = [
  {
    name: "hold",
    edits: [
      {
        file: "lib/domain/push/eligibility.ts",
        find: "on_hold: ({ order }) => order.heldAt !== null,",
        replace: "on_hold: () => false,",
      },
    ],
    test: { file: holds, name: "autoPush skips a held order until releaseHold" },
  },
  {
    name: "incomplete address",
    edits: [
      {
        file: "lib/domain/push/eligibility.ts",
        find: "incomplete_address: ({ order }) => addressGaps(order.contact.shippingAddress).length > 0,",
        replace: "incomplete_address: () => false,",
      },
    ],
    test: {
      file: "tests/faults/addresses/sent-address.test.ts",
      name: "an address that becomes incomplete after the push was recorded is not sent",
    },
  },
  {
    name: "line properties are not stored with the attempt",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: "      input: plain,\n",
        replace: "      input: joinInput(plain, { ...personal, fields: {}, attributes: [] }),\n",
      },
    ],
    test: {
      file: "tests/faults/addresses/line-properties.test.ts",
      name: "line properties reach the supplier, and are stored with the contact only",
    },
  },
  {
    name: "hold of an order with planned legs",
    edits: [
      {
        file: "lib/services/orders/hold-order.ts",
        find: "const underWay = await supersedePlanned(tx, ctx, facts, at);",
        replace: "const underWay = (await supersedePlanned(tx, ctx, { ...facts, legs: [] }, at)) + 0;",
      },
    ],
    test: {
      file: holds,
      name: "requestPush sends a held order if the user gives a reason",
    },
  },
  {
    name: "hold in Shopify",
    edits: [
      {
        file: "lib/domain/push/eligibility.ts",
        find: `shopify_hold: (facts) => waitsInShopify(facts, "held"),`,
        replace: "shopify_hold: () => false,",
      },
      {
        file: "lib/domain/push/ready-units.ts",
        find: "const ready = Math.max(0, open - notReadyUnits(line));",
        replace: "const ready = open;",
      },
    ],
    test: {
      file: shopifyHolds,
      name: "autoPush leaves an order that Shopify holds until the hold is released there",
    },
  },
  {
    name: "units that Shopify holds beside units that are ready",
    edits: [
      {
        file: "lib/domain/push/ready-units.ts",
        find: "const ready = Math.max(0, open - notReadyUnits(line));",
        replace: "const ready = open;",
      },
    ],
    test: {
      file: shopifyHolds,
      name: "a line that Shopify holds is left while the other line is sent",
    },
  },
  {
    name: "risk",
    edits: [
      {
        file: "lib/domain/push/eligibility.ts",
        find: "risk: ({ order }) => isAtRisk(order),",
        replace: "risk: () => false,",
      },
    ],
    test: {
      file: shopifyHolds,
      name: "autoPush leaves an order with a high risk until the risk is assessed lower",
    },
  },
  {
    name: "automatic push after a changed setting",
    edits: [
      {
        file: "lib/services/stores/change-store-settings.ts",
        find: "    await recheckOrders(tx, ctx.scope, { storeId: input.storeId, at });\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/offer-next.test.ts",
      name: "a mapping or a setting that lets an order's items go makes the order due for automatic push",
    },
  },
  {
    name: "a deleted source order is gone",
    edits: [
      {
        file: "lib/services/source-orders/end-source-order.ts",
        find: ".set({ cancelledAt: known.cancelledAt ?? at })",
        replace: ".set({ cancelledAt: known.cancelledAt })",
      },
    ],
    test: {
      file: "tests/faults/second-source-order.test.ts",
      name: "a source order that was deleted never stands for its leg again",
    },
  },
  {
    name: "automatic push after a supplier's shipment",
    edits: [
      {
        file: "lib/services/source-orders/ingest-source-order.ts",
        find: "    await tx\n      .update(order)\n      .set({ autoPushDueAt: at })",
        replace: "    await tx\n      .update(order)\n      .set({ updatedAt: order.updatedAt })",
      },
    ],
    test: {
      file: "tests/faults/changes/hand-shipped.test.ts",
      name: "a shipment that explains what was marked as fulfilled lets automatic push order the other supplier's units",
    },
  },
  {
    name: "no claim of a withdrawn leg",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: `if (!facts || leg?.state !== "planned" || leg.generation !== input.seenGeneration)`,
        replace: `if (!facts || !leg || leg.generation !== input.seenGeneration)`,
      },
      { file: "db/queries/legs/move-leg.ts", find: "eq(pushLeg.state, leg.from),", replace: "" },
      {
        file: "db/migrations/0001_guards.sql",
        find: "CREATE TRIGGER push_leg_move BEFORE UPDATE OF state ON push_leg",
        replace: "CREATE TRIGGER push_leg_move BEFORE DELETE ON push_leg",
      },
    ],
    test: {
      file: "tests/faults/withdraw.test.ts",
      name: "a leg that skipLeg withdraws while dispatchLeg starts is either sent or skipped",
    },
  },
];
