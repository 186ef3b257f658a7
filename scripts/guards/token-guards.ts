import type { Guard } from "./guard";

/** Guards of the renewal of access tokens (decision 24). */
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
];
