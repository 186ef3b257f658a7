import type { Guard } from "./guard";

/** Guards of the orders list. */
export const listGuards: Guard[] = [
  {
    name: "an action on all matching orders asks when their number has changed",
    edits: [
      {
        file: "components/orders/bulk/matched-now.ts",
        find: "!chosen.more && !found.more && count === chosen.count",
        replace: "!chosen.more && !found.more",
      },
    ],
    test: {
      file: "components/orders/bulk/matched-now.test.ts",
      name: "an action applies to the orders that match, and asks when their number is not the chosen one",
    },
  },
  {
    name: "only a saved view's user changes it",
    edits: [
      {
        file: "lib/services/views/change-view.ts",
        find: "and(eq(savedView.organizationId, organizationId), eq(savedView.userId, actor.id))",
        replace: "and(eq(savedView.organizationId, organizationId))",
      },
    ],
    test: {
      file: "tests/db/saved-views.test.ts",
      name: "a saved view is visible only to its user until it is shared, and never outside of the organization",
    },
  },
  {
    name: "the next page starts where the last page stopped looking",
    edits: [
      {
        file: "db/queries/order-list/list-orders.ts",
        find: "return row ? { key: Number(row.key), id: row.id } : null;",
        replace: "return row && Number(row.key) < 0 ? { key: Number(row.key), id: row.id } : null;",
      },
    ],
    test: {
      file: "tests/db/order-list.test.ts",
      name: "a filter that matches almost no order is searched a limited number of orders per page, to the end",
    },
  },
];
