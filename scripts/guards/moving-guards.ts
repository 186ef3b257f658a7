import type { Guard } from "./guard";

const otherApp = "tests/faults/moving/other-app.test.ts";

/** Guards of moving over from another app: nothing is pushed twice. */
export const movingGuards: Guard[] = [
  {
    name: "look for another app's orders before a send",
    edits: [
      {
        file: "lib/services/dispatch/dispatch-leg.ts",
        find: "const looked = await orFailure(lookBeforeSend(ctx, leg));",
        replace: `const looked = await orFailure(lookBeforeSend(ctx, { ...leg, look: null }));`,
      },
    ],
    test: {
      file: otherApp,
      name: "automatic push does not send an order that another app pushed and marked by attributes",
    },
  },
  {
    name: "a former domain names the store",
    edits: [
      {
        file: "db/queries/moving/find-look.ts",
        find: "[destinationDomain, ...formerDomains]",
        replace: "[destinationDomain, ...formerDomains.slice(formerDomains.length)]",
      },
    ],
    test: { file: otherApp, name: "an order that names a domain which the shop had before is recognised" },
  },
  {
    name: "a user's push of an order that another app pushed",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: `if (leg.pushMode === "manual" && !leg.accepted.includes(OTHER_APP) && isPushedTo(facts, leg))`,
        replace: `if (isPushedTo(facts, leg) && leg.id === "")`,
      },
    ],
    test: {
      file: otherApp,
      name: "a user's push is held too, unless the user knew of the other app's order and gave a reason",
    },
  },
  {
    name: "automatic push starts only after a look",
    edits: [
      {
        file: "lib/services/moving/start-automatic-push.ts",
        find: `if (state !== "found" && state !== "nothing_found") return { kind: "not_ready", readiness: state };`,
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/moving/start.test.ts",
      name: "automatic push starts only after the source stores' orders were read and what was found is confirmed",
    },
  },
  {
    name: "a planned send gives way to a linked order",
    edits: [
      {
        file: "lib/services/moving/link-other-app-order.ts",
        find: "await reconcileReservations(tx, ctx, orderId, at);",
        replace: "await projectOrder(tx, ctx.scope, orderId, at);",
      },
    ],
    test: {
      file: "tests/faults/moving/link.test.ts",
      name: "a planned send gives way to a linked order, and the other supplier's items stay open",
    },
  },
];
