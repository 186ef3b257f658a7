import type { Guard } from "./guard";

/** Guards of what a shop's answers and webhooks change: problems, payment states, echoes, tenants, lanes. */
export const storeGuards: Guard[] = [
  {
    name: "every evaluation of the adapter's module shares the state of its calls",
    edits: [
      {
        file: "lib/shopify/client/call-admin.ts",
        find: 'const key = Symbol.for("crossdock.shopify-calls");',
        replace: "const key = Symbol();",
      },
    ],
    test: {
      file: "lib/shopify/client/call-admin.test.ts",
      name: "works when the module was evaluated a second time, as Next does for each kind of page",
    },
  },
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
  {
    name: "an uninstall that is older than the last install is ignored",
    edits: [
      {
        file: "db/system/installations/revoke-installation.ts",
        find: "        lte(installation.installedAt, uninstalled),\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/http/identity/reinstalls.test.ts",
      name: "an uninstall that arrives after the next install does not disconnect it",
    },
  },
  {
    name: "an answer of Shopify counts only in the browser that began the install",
    edits: [
      {
        file: "db/system/installations/shop-installs.ts",
        find: "          eq(shopInstall.browserDigest, where.browserDigest),\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/http/identity/shop-installs.test.ts",
      name: "an answer counts once, for the browser that began, and only if it is signed and fresh",
    },
  },
  {
    name: "an app of one organization is not claimed by another",
    edits: [
      {
        file: "lib/services/installations/find-claimable.ts",
        find: "if (isForeign(install.app.ownerOrganizationId))",
        replace: 'if (install.app.ownerOrganizationId === "")',
      },
    ],
    test: {
      file: "tests/http/identity/shop-installs.test.ts",
      name: "an app of one organization is claimed by no other, and a shared one by the first that begins",
    },
  },
  {
    name: "an installation is claimed by one organization",
    edits: [
      {
        file: "db/system/installations/shop-installs.ts",
        find: "or(isNull(shopInstall.claimedBy), eq(shopInstall.claimedBy, claim.organizationId)),",
        replace: "or(isNull(shopInstall.claimedBy), isNotNull(shopInstall.claimedBy)),",
      },
    ],
    test: {
      file: "tests/http/identity/shop-installs.test.ts",
      name: "an app of one organization is claimed by no other, and a shared one by the first that begins",
    },
  },
  {
    name: "a shop is found by its id",
    edits: [
      {
        file: "db/system/installations/save-installation.ts",
        find: "            eq(installation.shopGid, row.shopGid),\n",
        replace: "",
      },
    ],
    test: {
      file: "tests/http/identity/reinstalls.test.ts",
      name: "finds the old store after a rename, closes its problems, and lets what waited go on",
    },
  },
];
