import type { Guard } from "./guard";

/** Guards of emergency stops and of the states of connections. */
export const stopGuards: Guard[] = [
  {
    name: "an emergency stop is checked in the claim's transaction",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: `    if ((await activeStops(tx, ctx.scope, input.stopIds)).length > 0) return { kind: "stopped" };\n`,
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/stores/emergency-stop.test.ts",
      name: "a stop that begins after the claim prevents the send, and one that begins before it prevents the claim",
    },
  },
  {
    name: "an emergency stop is checked right before an order is sent",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: "    await refuseStopped(tx, ctx, claim.stopIds);\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/stores/emergency-stop.test.ts",
      name: "a stop that begins after the claim prevents the send, and one that begins before it prevents the claim",
    },
  },
  {
    name: "an emergency stop is checked right before every other write",
    edits: [
      {
        file: "lib/services/installations/send-write.ts",
        find: "(tx) => refuseStopped(tx, ctx, [write.subjectId]));",
        replace: "async () => {});",
      },
    ],
    test: {
      file: "tests/faults/stores/emergency-stop.test.ts",
      name: "no other write leaves while a stop is on, also one that began before",
    },
  },
  {
    name: "no write without a check right before it is sent",
    edits: [
      {
        file: "lib/shopify/client/call-admin.ts",
        find: "if (!call.beforeSend && /^\\s*mutation\\b/.test(call.operation)) {",
        replace: "if (false) {",
      },
    ],
    test: {
      file: "lib/shopify/client/call-admin.test.ts",
      name: "refuses a write without a check right before it is sent",
    },
  },
  {
    name: "a lifted stop leaves no leg behind",
    edits: [
      {
        file: "lib/services/dispatch/wait-for-stop.ts",
        find: "          isNull(emergencyStop.liftedAt),\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/stores/emergency-stop.test.ts",
      name: "two stops: a leg waits for both, one after the other; a lift that meets a dispatch loses no leg",
    },
  },
  {
    name: "a leg of a connection that ended is not claimed",
    edits: [
      {
        file: "lib/services/dispatch/claim-leg.ts",
        find: "  if (!leg.finishes && (all.includes(INACTIVE) || !isRouted(facts, leg))) held.push(INACTIVE);\n",
        replace: "",
      },
      {
        file: "lib/domain/push/push-plan.ts",
        find: "(leg.finishes ? !closesLoop(facts, candidate) : isSendable(facts, candidate))",
        replace: "(isSendable(facts, candidate) || !closesLoop(facts, candidate))",
      },
    ],
    test: {
      file: "tests/faults/stores/connection-states.test.ts",
      name: "a leg whose connection ended after it was planned is not claimed, whatever was chosen before",
    },
  },
  {
    name: "a refused leg loses what an earlier choice for sends in flight allowed",
    edits: [
      {
        file: "lib/services/stores/connections/settle-in-flight.ts",
        find: "('planned', 'claimed', 'uncertain', 'rejected')",
        replace: "('planned', 'claimed', 'uncertain')",
      },
    ],
    test: {
      file: "tests/faults/stores/connection-states.test.ts",
      name: "a leg that was refused while it finished is not sent when it is retried over a connection that was blocked later",
    },
  },
  {
    name: "the track of a line with nothing open does not follow pauses",
    edits: [
      {
        file: "lib/domain/push/push-track.ts",
        find: "open > 0 ? routeOf(facts, line.id) : (rankedRoutes(facts, line.id)[0] ?? null)",
        replace: "routeOf(facts, line.id)",
      },
    ],
    test: {
      file: "lib/domain/push/push-track.test.ts",
      name: "a line with nothing open keeps its place while the connection to it is paused",
    },
  },
  {
    name: "orders are due again when a connection is resumed",
    edits: [
      {
        file: "lib/services/stores/connections/change-connection.ts",
        find: "    await recheckOrders(tx, ctx.scope, { storeId: destinationStoreId, at });\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/stores/connection-states.test.ts",
      name: "pausing asks what becomes of the sends in flight; finishing sends what was planned, and new orders wait",
    },
  },
  {
    name: "a moderated connection waits for approval",
    edits: [
      {
        file: "lib/services/stores/connections/join-stores.ts",
        find: "const waits = before.moderated || (await isModerated(tx, ctx, sourceStoreId));",
        replace: "const waits = before.moderated && (await isModerated(tx, ctx, destinationStoreId));",
      },
    ],
    test: {
      file: "tests/faults/stores/approval.test.ts",
      name: "a moderated connection waits, takes no order, and goes on after its approval",
    },
  },
];
