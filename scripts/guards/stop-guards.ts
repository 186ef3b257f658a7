import type { Guard } from "./guard";

/** Guards of emergency stops. */
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
];
