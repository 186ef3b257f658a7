import type { Guard } from "./guard";

const deleted = "tests/faults/deletion-races.test.ts";

/** Guards against changes that arrive while an order is being read, sent or looked up. */
export const concurrentChangeGuards: Guard[] = [
  {
    name: "deletion before a source order is recorded",
    edits: [
      {
        file: "lib/services/source-orders/record-source-order.ts",
        find: "one.cancelledAt ?? (await findDeletion(tx, ctx.scope, where))",
        replace: "one.cancelledAt ?? ((await findDeletion(tx, ctx.scope, where)) && null)",
      },
    ],
    test: {
      file: deleted,
      name: "a source order that is deleted after a look-up found it and before it is recorded covers no units",
    },
  },
  {
    name: "deletion before an order is stored",
    edits: [
      {
        file: "lib/services/orders/ingest-order.ts",
        find: "if (await findDeletion(tx, ctx.scope, input))",
        replace: `if ((await findDeletion(tx, ctx.scope, input)) && input.orderGid === "")`,
      },
    ],
    test: {
      file: deleted,
      name: "ingestOrder does not store an order that was deleted during its first read",
    },
  },
  {
    name: "lock between storing an order and recording its deletion",
    edits: [
      {
        file: "db/queries/orders/lock-gid.ts",
        find: `pg_advisory_xact_lock(hashtextextended(`,
        replace: `(hashtextextended(`,
      },
    ],
    test: {
      file: deleted,
      name: "storing an order and rememberDeletion of the same order wait for each other",
    },
  },
  {
    name: "one look-up for all runs that wait for it",
    edits: [
      {
        file: "lib/services/legs/claim-due-look-up.ts",
        find: "or(isNull(pushLeg.notBefore), lte(pushLeg.notBefore, now)),",
        replace: "or(isNull(pushLeg.notBefore), lte(pushLeg.originMark, pushLeg.originMark)),",
      },
    ],
    test: {
      file: "tests/faults/push-protocol.test.ts",
      name: "only one of several waiting runs looks an order up",
    },
  },
  {
    name: "projections from the facts after a change",
    edits: [
      {
        file: "lib/services/orders/reconcile-reservations.ts",
        find: "const known = changed ? await",
        replace: "const known = changed && orderId === ctx.scope.organizationId ? await",
      },
    ],
    test: {
      file: "tests/faults/projections.test.ts",
      name: "reconcileReservations projects the order again after it withdraws units from a refused leg",
    },
  },
  {
    name: "increasing pauses of a waiting delivery",
    edits: [
      {
        file: "db/system/sweeps/sweep-deliveries.ts",
        find: `update delivery d set due_at = \${now}::timestamptz + least(`,
        replace: "update delivery d set due_at = d.due_at + 0 * least(",
      },
    ],
    test: {
      file: "tests/jobs/sweep-deliveries.test.ts",
      name: "during an outage of an hour, a delivery is emitted only four times, at increasing intervals",
    },
  },
];
