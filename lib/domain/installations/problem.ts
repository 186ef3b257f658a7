import { codesOf, isCodeOf } from "@/lib/domain/values/code-table";
import type { Cause, ResponsibleParty } from "./cause";
import { type LastingErrorCode, remoteErrors } from "./remote-error";

/**
 * Every kind of problem that a store can have: a failure that lasts, an open circuit breaker, a removed app, access scopes
 * that are not granted any more, fulfillment orders outside of the access scopes, missing webhook subscriptions, customer
 * data that Shopify withholds, a lane of webhooks that stands still, an order that cannot be read, orders
 * of other apps that cannot be looked for.
 */
export type ProblemKind =
  | LastingErrorCode
  | "paused"
  | "app_uninstalled"
  | "scopes_missing"
  | "fulfillment_orders_hidden"
  | "subscriptions_missing"
  | "customer_data_withheld"
  | "new_orders_stalled"
  | "changes_stalled"
  | "read_parked"
  | "other_apps_unread";

/** The kinds of calls that can disprove a problem or open one. */
export type ShopCall =
  | "read_order"
  | "read_source_order"
  | "create_order"
  | "look_up"
  | "read_variants"
  | "subscribe"
  | "look_for_other_apps";

/** The stored data of a problem beside its kind. */
export type ProblemData = {
  /** The call that failed. */
  call?: ShopCall;
  /** The store's answer, for kinds that show it. */
  answer?: string;
  /** The access scopes that are missing. */
  scopes?: string;
  /** The webhook topics that could not be subscribed to. */
  topics?: string;
  /** The parts of an order that Shopify denied, by its own names. */
  fields?: string;
  /** When one leg last tried the call that was denied, as an ISO time. */
  triedAt?: string;
  /** The whole text of a problem that an earlier version stored. */
  message?: string;
};

/**
 * Where a user can act on a problem: our page that connects the store again, our Shopify apps, pages of the store's
 * Shopify admin, Shopify's status page, our deliveries, or a check of the store.
 */
export type ProblemAction =
  | "connect_again"
  | "apps"
  | "shopify_home"
  | "shopify_apps"
  | "shopify_billing"
  | "shopify_plan"
  | "shopify_status"
  | "deliveries"
  | "connect_again"
  | "check_store";

type Problem = Pick<Cause, "label" | "message" | "remedy" | "responsible" | "showsAnswer"> & {
  action: ProblemAction;
  /**
   * Which success disproves the problem, if its call began after the problem was opened: any answer of the shop, an
   * answer to the same kind of call, the circuit breaker's own trial, a comparison of the access scopes, a complete read
   * after the access scopes changed, an order that is read with its customer data, a lane of webhooks that moves again, or
   * the last parked delivery whose order is read.
   */
  goneBy: GoneBy;
};

type GoneBy =
  | "any_answer"
  | "same_call"
  | "breaker"
  | "scopes"
  | "other_scopes"
  | "full_read"
  | "lane"
  | "parked_read";

/** Webhooks wait and none is processed. */
const stalled = {
  remedy: "Check on the page Jobs that the worker runs. Crossdock continues automatically when it does.",
  responsible: "agency",
  showsAnswer: false,
  action: "deliveries",
  goneBy: "lane",
} as const;

/** Texts of every kind of problem, and where a user acts on it. */
export const problems: Readonly<Record<ProblemKind, Problem>> = {
  unauthorized: { ...remoteErrors.unauthorized, action: "connect_again", goneBy: "any_answer" },
  token_ended: { ...remoteErrors.token_ended, action: "connect_again", goneBy: "any_answer" },
  token_without_expiry: {
    ...remoteErrors.token_without_expiry,
    action: "shopify_status",
    goneBy: "any_answer",
  },
  app_secret_refused: { ...remoteErrors.app_secret_refused, action: "apps", goneBy: "any_answer" },
  shop_not_permitted: {
    ...remoteErrors.shop_not_permitted,
    action: "connect_again",
    goneBy: "any_answer",
  },
  payment_required: { ...remoteErrors.payment_required, action: "shopify_billing", goneBy: "any_answer" },
  forbidden: { ...remoteErrors.forbidden, action: "shopify_apps", goneBy: "any_answer" },
  access_denied: { ...remoteErrors.access_denied, action: "connect_again", goneBy: "same_call" },
  locked: { ...remoteErrors.locked, action: "shopify_home", goneBy: "any_answer" },
  shop_inactive: { ...remoteErrors.shop_inactive, action: "shopify_plan", goneBy: "any_answer" },
  not_found: { ...remoteErrors.not_found, action: "shopify_home", goneBy: "any_answer" },
  security_rejection: { ...remoteErrors.security_rejection, action: "shopify_status", goneBy: "any_answer" },
  definition_missing: { ...remoteErrors.definition_missing, action: "connect_again", goneBy: "same_call" },
  unknown: { ...remoteErrors.unknown, action: "deliveries", goneBy: "same_call" },
  paused: { ...remoteErrors.paused, action: "shopify_status", goneBy: "breaker" },
  app_uninstalled: {
    label: "App uninstalled",
    message: "The app was uninstalled from this store.",
    remedy: "Connect the store again.",
    responsible: "agency",
    showsAnswer: false,
    action: "connect_again",
    // A shop answers again only after the app was installed again.
    goneBy: "any_answer",
  },
  scopes_missing: {
    label: "Access scopes missing",
    message:
      "The shop does not grant the app all access scopes that the store needs, so some calls are refused.",
    remedy: "Authorize the app again, and grant all of them.",
    responsible: "agency",
    showsAnswer: false,
    action: "connect_again",
    goneBy: "scopes",
  },
  fulfillment_orders_hidden: {
    label: "Holds cannot be seen",
    message:
      "Crossdock cannot see all fulfillment orders of this store. It may push items that are on hold or scheduled in Shopify.",
    remedy: "Grant the app the missing access scopes.",
    responsible: "agency",
    showsAnswer: false,
    action: "connect_again",
    goneBy: "other_scopes",
  },
  subscriptions_missing: {
    label: "Webhooks not set up",
    message: "Crossdock could not set up all webhooks of this store, so it notices some changes late.",
    remedy:
      "Crossdock tries again at least every hour. Check the webhooks now, and if that fails again, connect the store again to grant the app its access scopes.",
    responsible: "agency",
    showsAnswer: true,
    action: "check_store",
    goneBy: "same_call",
  },
  customer_data_withheld: {
    label: "Customer data withheld",
    message:
      "Shopify withholds the customer data of this store's orders. Crossdock keeps the names and addresses that it knew, marked with their date, and holds orders whose data it never saw.",
    remedy:
      "Request access to protected customer data for the app in Shopify's Dev Dashboard, with name, address, phone and e-mail address. If it is granted, check the store's plan: some plans give apps no customer data. Crossdock reads the orders again when the data is back.",
    responsible: "agency",
    showsAnswer: false,
    action: "shopify_plan",
    goneBy: "full_read",
  },
  new_orders_stalled: {
    ...stalled,
    label: "New orders wait",
    message: "Webhooks about new orders have waited for ten minutes, and none was processed in this time.",
  },
  changes_stalled: {
    ...stalled,
    label: "Changes of orders wait",
    message:
      "Webhooks about changes of orders have waited for ten minutes, and none was processed in this time.",
  },
  read_parked: {
    label: "Order not readable",
    message: "An order of this store could not be read in ten attempts, so its last changes are not known.",
    remedy:
      "Crossdock tries again each day. If this lasts, compare the order with Shopify and report the answer.",
    responsible: "agency",
    showsAnswer: true,
    action: "deliveries",
    goneBy: "parked_read",
  },
  other_apps_unread: {
    label: "Other apps' orders not read",
    message:
      "Crossdock could not read the latest orders of this source store, so it does not know whether another app pushes the same orders. Pushes to the store wait.",
    remedy:
      "Crossdock tries again automatically. If this lasts, check that the app may read orders of this store.",
    responsible: "agency",
    showsAnswer: false,
    action: "shopify_apps",
    goneBy: "same_call",
  },
};

/** The kinds of problems that a kind of success disproves. */
export function problemsGoneBy(success: GoneBy): ProblemKind[] {
  return codesOf(problems).filter((kind) => problems[kind].goneBy === success);
}

/** A problem as a page shows it. Without a known kind there is no remedy, responsible party or action. */
type ExplainedProblem = {
  label: string;
  message: string;
  remedy: string | null;
  responsible: ResponsibleParty | null;
  action: ProblemAction | null;
};

/**
 * Explains a stored problem.
 *
 * @param kind as stored; another version may have stored a kind that this one does not know
 */
export function explainProblem(kind: string, data: ProblemData): ExplainedProblem {
  if (!isCodeOf(problems, kind)) {
    const message = data.message ?? `This version of Crossdock does not know the problem "${kind}".`;
    return { label: "Unknown problem", message, remedy: null, responsible: null, action: null };
  }
  const { label, message, remedy, responsible, showsAnswer, action } = problems[kind];
  if (data.message !== undefined) return { label, message: data.message, remedy: null, responsible, action };
  const answer = showsAnswer && data.answer ? ` The store answered: ${data.answer}` : "";
  const scopes = data.scopes ? ` Missing access scopes: ${data.scopes}.` : "";
  const topics = data.topics ? ` Missing webhooks: ${data.topics}.` : "";
  const fields = data.fields ? ` Withheld: ${data.fields}.` : "";
  const text = `${message}${topics}${fields}${answer}${scopes}`;
  return { label, message: text, remedy, responsible, action };
}
