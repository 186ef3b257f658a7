import type { Guard } from "./guard";

const withheld = "tests/faults/withheld/withheld-data.test.ts";
const checks = "tests/http/store-health/check-shop.test.ts";

/** Guards of withheld customer data, of webhook subscriptions and of deliveries that wait. */
export const healthGuards: Guard[] = [
  {
    name: "a webhook's read waits for points in its lane",
    edits: [
      {
        file: "lib/domain/installations/budget.ts",
        find: "background: 5_000,",
        replace: "background: 1_000,",
      },
    ],
    test: {
      file: "tests/jobs/crowded-shop.test.ts",
      name: "a webhook's read waits in its lane while pushes use all points but their own reserve",
    },
  },
  {
    name: "the sweeper takes over after a job's last try",
    edits: [
      {
        file: "lib/services/intake/process-delivery.ts",
        find: "input.isLastTry ? 0 : deliveryPace.leastMs",
        replace: "deliveryPace.leastMs",
      },
    ],
    test: {
      file: "tests/jobs/crowded-shop.test.ts",
      name: "after the last try of its job, a delivery is due for the sweeper when its wait is over",
    },
  },
  {
    name: "nothing is pushed from blanked data",
    edits: [
      {
        file: "lib/domain/push/eligibility.ts",
        find: "data_withheld: ({ order }) => order.withheldSince !== null && order.contactAsOf === null,",
        replace: "data_withheld: () => false,",
      },
    ],
    test: { file: withheld, name: "nothing is pushed from blanked data" },
  },
  {
    name: "known addresses are kept while they are withheld",
    edits: [
      {
        file: "lib/services/orders/store-contact.ts",
        find: "const contact = seen.withheld ? keepKnown(seen, known) : seen.contact;",
        replace: "const contact = seen.contact;",
      },
    ],
    test: { file: withheld, name: "known addresses are kept with their date" },
  },
  {
    name: "automatic push leaves outdated customer data",
    edits: [
      {
        file: "lib/domain/push/eligibility.ts",
        find: "data_outdated: ({ order }) => order.withheldSince !== null && order.contactAsOf !== null,",
        replace: "data_outdated: () => false,",
      },
    ],
    test: { file: withheld, name: "an automatic push that was planned before is not sent" },
  },
  {
    name: "a missing subscription is created",
    edits: [
      {
        file: "lib/domain/installations/subscription-plan.ts",
        find: "if (!moved) plan.create.push(want);",
        replace: "if (!moved) continue;",
      },
    ],
    test: { file: checks, name: "a removed subscription returns at the next check" },
  },
  {
    name: "a subscription at an old address is moved",
    edits: [
      {
        file: "lib/domain/installations/subscription-plan.ts",
        find: "uri !== want.uri && isOurs(uri)",
        replace: "uri !== want.uri && isOurs(uri) && false",
      },
    ],
    test: { file: checks, name: "subscriptions at an old address of the portal are moved" },
  },
  {
    name: "a topic that Shopify refuses does not stop the others",
    edits: [
      {
        file: "lib/services/stores/subscribe-webhooks.ts",
        find: "if (!isOfOneTopic(error)) throw error;",
        replace: "if (!isOfOneTopic(error) || topics.length > 0) throw error;",
      },
    ],
    test: { file: checks, name: "a topic that Shopify refuses is a named problem" },
  },
  {
    name: "an outage makes the checks of all shops due",
    edits: [
      {
        file: "lib/services/jobs/report-running.ts",
        find: "if (!outage) return false;",
        replace: "if (!outage || outage) return outage !== null;",
      },
    ],
    test: {
      file: "tests/http/store-health/outages.test.ts",
      name: "an outage of the portal makes the check of every shop due",
    },
  },
  {
    name: "access scopes that are granted again end their problem",
    edits: [
      {
        file: "lib/services/intake/topics/app-scopes-update.ts",
        find: "await reportScopes(ctx, { installationId, scopes });",
        replace: "",
      },
    ],
    test: {
      file: "tests/http/identity/reinstalls.test.ts",
      name: "a grant whose answer never reached the portal still ends the problem, by its webhook",
    },
  },
];
