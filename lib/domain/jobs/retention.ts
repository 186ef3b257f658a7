const DAY_MS = 24 * 60 * 60_000;

/** The tables whose old rows the job `forget-old` deletes. */
export type ForgottenTable =
  | "delivery"
  | "outbox"
  | "problem"
  | "refused_webhook"
  | "session"
  | "sign_in_attempt";

/** How long rows of these tables are kept, in days, after the moment that `retentions` names. */
const days: Readonly<Record<ForgottenTable, number>> = {
  delivery: 90,
  outbox: 7,
  problem: 90,
  refused_webhook: 30,
  session: 7,
  sign_in_attempt: 1,
};

export const forgottenTables = Object.keys(days) as ForgottenTable[];

/** The moment before which rows of a table are old. */
export function oldBefore(table: ForgottenTable, now: Date): Date {
  return new Date(now.getTime() - days[table] * DAY_MS);
}

const WITH_ORDER = "Kept with its order.";
const WITH_ENGINE = "Deleted by the job engine seven days after its end.";

/**
 * What becomes of the old rows of each table of the schemas *public* and *engine*, as docs/operations.md says it. A test
 * fails for a table that is not listed.
 */
export const retentions: Readonly<Record<string, string>> = {
  app_credential: "Kept: one row per Shopify app.",
  attempt: "Kept: the ledger proves that no unit is ordered twice.",
  audit_entry: "Kept: the record of who did what.",
  change_card: WITH_ORDER,
  connection: "Kept: one row per pair of stores.",
  deletion: "Kept: a late read must not store a deleted order again. Ids only.",
  delivery: `Deleted ${days.delivery} days after it was processed or ignored; each shop's newest of each lane stays. Unfinished and parked deliveries stay. The body goes when the delivery is processed.`,
  disclosure: "Kept: the record of which personal data went where.",
  emergency_stop: "Kept: the record of who stopped sending.",
  grant_state: "Deleted when used, or with the next grant after its 15 minutes.",
  heartbeat: "One row per part of Crossdock.",
  installation: "Kept: one row per app and shop. An uninstall deletes its tokens.",
  invitation: "Kept: the record of who let whom in.",
  line_item: WITH_ORDER,
  list_preference: "One row per member.",
  mapping: "Kept: one row per variant and source store.",
  membership: "Kept: one row per member.",
  merchant: "Kept: the parties of the organization.",
  order: "Kept. Nothing erases orders yet (design §11).",
  order_contact: WITH_ORDER,
  order_delivery: WITH_ORDER,
  order_facet: "Replaced with each change of its order.",
  order_hold: WITH_ORDER,
  order_token: "Replaced with each change of its order.",
  organization: "Kept: the tenant.",
  other_app_look: "One row per connection.",
  other_app_order: "Kept: what was linked or dismissed must not hold orders again. No personal data.",
  outbox: `Deleted ${days.outbox} days after the event was handed to the job engine. Unsent events stay.`,
  password_reset: "Deleted when used or replaced: at most one row per user.",
  problem: `Deleted ${days.problem} days after it was cleared. Open problems stay.`,
  push: WITH_ORDER,
  push_leg: WITH_ORDER,
  push_leg_line: WITH_ORDER,
  refused_webhook: `Deleted after ${days.refused_webhook} days.`,
  saved_view: "Deleted by its user.",
  session: `Deleted ${days.session} days after it ended by age.`,
  shop_install: "Deleted when claimed, or after a day.",
  sign_in_attempt: `Deleted after ${days.sign_in_attempt} day.`,
  source_order: WITH_ORDER,
  store: "Kept: one row per shop of an organization.",
  user: "Kept: one row per person.",
  variant: "Kept: one row per variant of a store.",
  "engine.cron_slots": "Deleted after seven days.",
  "engine.events": "Deleted seven days after it was dispatched.",
  "engine.flow": "Deleted when its time has passed.",
  "engine.functions": "One row per function.",
  "engine.idempotency": "Deleted when the key expires.",
  "engine.jobs": "Deleted when done.",
  "engine.runs": WITH_ENGINE,
  "engine.steps": "Deleted with its run.",
};
