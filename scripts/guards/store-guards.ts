import type { Guard } from "./guard";

/** Guards of what a shop's answers and webhooks change: problems, payment states, echoes, tenants, lanes. */
export const storeGuards: Guard[] = [
  {
    name: "a problem ends by a call that began after it",
    edits: [
      {
        file: "lib/services/installations/clear-problems.ts",
        find: "        lt(problem.openedAt, success.beganAt),\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/faults/problems.test.ts",
      name: "an answer to a call that began before an uninstall does not clear the uninstall",
    },
  },
  {
    name: "only received money is sent as paid",
    edits: [
      {
        file: "lib/domain/dispatch/order-input.ts",
        find: "financialStatus: sentPayment(order.financialStatus),",
        replace: `financialStatus: sentPayment("PAID"),`,
      },
    ],
    test: {
      file: "tests/faults/sent-payment.test.ts",
      name: "an order to be paid on delivery reaches the supplier as unpaid",
    },
  },
  {
    name: "Shopify's time of change is no content",
    edits: [
      {
        file: "lib/services/orders/ingest-order.ts",
        find: "const hash = contentHash(content);",
        replace: "const hash = contentHash({ content, _time: snapshot.updatedAt });",
      },
    ],
    test: {
      file: "tests/faults/echo.test.ts",
      name: "a read in which only Shopify's `updatedAt` changed adds no audit entry, event or automatic push",
    },
  },
  {
    name: "each store of a shop is handled",
    edits: [
      {
        file: "lib/services/intake/topics/each-store.ts",
        find: "failures.push(error);",
        replace: "throw error;",
      },
    ],
    test: {
      file: "tests/jobs/shared-shop.test.ts",
      name: "a read that fails for one tenant of a shop does not delay the other tenant",
    },
  },
];
