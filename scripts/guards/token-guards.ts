import type { Guard } from "./guard";

/** Guards of access tokens, their renewal and exchange, and of the apps and grants that they come from (decisions 24, 30, 31). */
export const tokenGuards: Guard[] = [
  {
    name: "one process renews a token",
    edits: [
      {
        file: "db/system/installations/tokens/renewal.ts",
        find: "        eq(installation.tokenCipher, read.tokenCipher),\n",
        replace: "",
      },
      {
        file: "db/system/installations/tokens/renewal.ts",
        find: "        claim.urgent ? or(free, isNull(installation.renewalLease)) : free,\n",
        replace: "        or(free, isNotNull(installation.id)),\n",
      },
    ],
    test: {
      file: "tests/faults/shops/renewed-tokens.test.ts",
      name: "of many calls at once with a token that has ended, one renews it, and none is refused",
    },
  },
  {
    name: "a renewal is stored only by the holder of its lease",
    edits: [
      {
        file: "db/system/installations/tokens/renewal.ts",
        find: "    .where(and(eq(installation.id, installationId), eq(installation.renewalLease, lease)))",
        replace: "    .where(eq(installation.id, installationId))",
      },
    ],
    test: {
      file: "tests/faults/shops/renewed-tokens.test.ts",
      name: "a refresher that was suspended does not replace the token of the one that took over",
    },
  },
  {
    name: "a write whose token was refused is not sent again in its attempt",
    edits: [
      {
        file: "lib/shopify/client/with-tokens.ts",
        find: "if (isWrite(made.operation)) {",
        replace: "if (isWrite(made.operation) && made.operation === null) {",
      },
    ],
    test: {
      file: "tests/faults/shops/renewed-tokens.test.ts",
      name: "a send whose token is refused is proved not executed, and is repeated with the new token",
    },
  },
  {
    name: "a token without the end that was asked for is refused",
    edits: [
      {
        file: "lib/shopify/installations/request-token.ts",
        find: `const permanent = request.grant === "code" && !request.expiring && life === undefined;`,
        replace: `const permanent = request.grant === "code";`,
      },
    ],
    test: {
      file: "tests/http/grants.test.ts",
      name: "an answer without an end is refused where an expiring token was asked for; permanent tokens have none",
    },
  },
  {
    name: "the request for an exchange stays until the new token is stored",
    edits: [
      {
        file: "db/system/installations/tokens/renewal.ts",
        find: "    .set({ renewalLease: null, renewalUntil: failed.until })",
        replace: "    .set({ renewalLease: null, renewalUntil: failed.until, exchangeRequestedAt: null })",
      },
    ],
    test: {
      file: "tests/faults/shops/exchanged-tokens.test.ts",
      name: "an exchange whose answer was lost is repeated with the same token, and the push goes on",
    },
  },
  {
    name: "only Shopify's word about the app marks its secret as refused",
    edits: [
      {
        file: "lib/services/installations/install-by-code.ts",
        find: 'error.code === "app_secret_refused")',
        replace: 'error.code !== "timeout")',
      },
    ],
    test: {
      file: "tests/http/apps/app-checks.test.ts",
      name: "a code that Shopify refuses says nothing of the secret",
    },
  },
  {
    name: "a wrong new secret leaves the former one",
    edits: [
      {
        file: "lib/services/installations/apps/rotate-app-secret.ts",
        find: 'if (check === "refused") return',
        replace: 'if (check === "refused" && clientId === "") return',
      },
    ],
    test: {
      file: "tests/http/apps/app-checks.test.ts",
      name: "a new secret is checked with Shopify once a shop has the app; a wrong one changes nothing",
    },
  },
  {
    name: "an app of all organizations is not marked by one user's answer",
    edits: [
      {
        file: "lib/services/stores/finish-grant.ts",
        find: "if (app.ownerOrganizationId === ctx.scope.organizationId)",
        replace: 'if (app.ownerOrganizationId !== "")',
      },
    ],
    test: {
      file: "tests/http/apps/app-checks.test.ts",
      name: "a wrong signature marks only an app of the user's own organization, for a grant that was begun there",
    },
  },
  {
    name: "a public app takes no domain that was typed",
    edits: [
      {
        file: "lib/services/installations/begin-grant.ts",
        find: "if (!knownShop && appDistributions",
        replace: 'if (!knownShop && app.id === "" && appDistributions',
      },
    ],
    test: {
      file: "tests/http/apps/app-checks.test.ts",
      name: "a public app takes no domain that was typed, and asks for expiring tokens only",
    },
  },
  {
    name: "a store that is authorized again loses no access scope",
    edits: [
      {
        file: "lib/domain/installations/access-scopes.ts",
        find: "optional: true }), ...kept])]",
        replace: "optional: true })])]",
      },
    ],
    test: {
      file: "tests/http/apps/authorize-again.test.ts",
      name: "a store keeps its shop, its merchant and its roles, and loses no scope, when its app is authorized again",
    },
  },
];
