import { isCodeOf } from "@/lib/domain/values/code-table";
import {
  closed,
  LATER,
  lasting,
  MINUTE_MS,
  passing,
  type RemoteError,
  type RemoteNext,
  refused,
  unhealthy,
  unsent,
} from "./remote-error-traits";

/** Every way in which a call to Shopify can fail. */
export type RemoteErrorCode =
  | "budget_wait"
  | "paused"
  | "emergency_stop"
  | "lease_lost"
  | "token_renewing"
  | "token_replaced"
  | "throttled"
  | "rate_limited"
  | "connection_refused"
  | "connection_lost"
  | "timeout"
  | "server_error"
  | "unreadable_answer"
  | "unauthorized"
  | "token_ended"
  | "token_without_expiry"
  | "app_secret_refused"
  | "shop_not_permitted"
  | "code_refused"
  | "payment_required"
  | "forbidden"
  | "access_denied"
  | "locked"
  | "shop_inactive"
  | "not_found"
  | "security_rejection"
  | "definition_missing"
  | "too_costly"
  | "invalid_request"
  | "resource_gone"
  | "write_refused"
  | "unknown";

/** Texts and traits of every failed call, by its code. */
export const remoteErrors = {
  budget_wait: {
    ...unsent,
    label: "Waiting for the rate limit",
    message: "The store's rate limit is used up for now.",
    waitMs: 2_000,
    waitsInRun: true,
  },
  paused: {
    ...unsent,
    label: "Calls paused",
    message: "Several calls to the store failed in a row, so Crossdock pauses its calls.",
    remedy: "No action is needed: Crossdock tries again. If this lasts, check Shopify's status page.",
    waitMs: 30_000,
  },
  emergency_stop: {
    ...unsent,
    label: "Emergency stop",
    message: "An emergency stop is on, so nothing is sent.",
    remedy: "Lift the emergency stop when sending may go on. Crossdock then continues at once.",
    responsible: "agency",
    waitMs: MINUTE_MS,
    fixedWait: true,
  },
  lease_lost: {
    ...unsent,
    label: "Send stopped",
    message: "The send was stopped because it took too long to begin.",
    waitMs: 5_000,
  },
  token_renewing: {
    ...unsent,
    label: "Token being renewed",
    message: "The store's access token has ended and is being renewed.",
    waitMs: 2_000,
  },
  token_replaced: {
    ...passing,
    label: "Token replaced",
    message: "The store refused an old access token, which was replaced meanwhile.",
    waitMs: 1_000,
  },
  throttled: {
    ...passing,
    label: "Rate limit used up",
    message: "The store's rate limit is used up.",
    waitMs: 2_000,
    fixedWait: true,
    pointsUnspent: true,
    precedence: 0,
  },
  rate_limited: {
    ...passing,
    label: "Too many requests",
    message: "The store asked Crossdock to slow down.",
    waitMs: 5_000,
    fixedWait: true,
    pausesShop: true,
  },
  connection_refused: {
    ...unhealthy,
    label: "Store unreachable",
    message: "The store cannot be reached.",
    pointsUnspent: true,
  },
  connection_lost: {
    ...unhealthy,
    label: "Connection lost",
    message: "The connection to the store was lost.",
  },
  timeout: { ...unhealthy, label: "No answer", message: "The store did not answer in time." },
  server_error: {
    ...unhealthy,
    label: "Error at Shopify",
    message: "Shopify reported an internal error.",
    precedence: 3,
  },
  unreadable_answer: {
    ...unhealthy,
    label: "Unreadable answer",
    message: "The store's answer was cut off or incomplete.",
    parksDelivery: true,
  },
  unauthorized: {
    ...closed,
    label: "Token refused",
    message: "The store no longer accepts our access token.",
    remedy: "Connect the store again.",
    responsible: "agency",
  },
  token_ended: {
    ...closed,
    label: "Access ended",
    message: "Shopify no longer renews our access to the store.",
    remedy: "Connect the store again.",
    responsible: "agency",
  },
  token_without_expiry: {
    ...closed,
    label: "Token without an end",
    message: "Shopify did not say when the new access token ends, so Crossdock does not use it.",
    remedy: "Crossdock asks again each minute. If this lasts, report it to Shopify.",
    responsible: "shopify",
  },
  app_secret_refused: {
    ...closed,
    label: "App secret refused",
    message: "Shopify refused the client secret of the Shopify app.",
    remedy: "Enter the app's current client secret on the page Shopify apps.",
    responsible: "agency",
  },
  shop_not_permitted: {
    ...closed,
    label: "Store not permitted",
    message:
      "The app gets no token by its client credentials: the store is not of its own organization, or it is not installed there.",
    remedy: "Install the app on the store, or connect the store by Shopify's consent page.",
    responsible: "agency",
  },
  code_refused: {
    ...refused,
    label: "Confirmation refused",
    message:
      "Shopify no longer accepts the confirmation of this installation: it was used already, or it is too old.",
    remedy: "Begin again.",
  },
  payment_required: {
    ...closed,
    label: "Shopify bill unpaid",
    message: "The store is frozen because its Shopify bill is unpaid.",
    remedy: "Ask the store's owner to pay the bill.",
    responsible: "shop_owner",
  },
  forbidden: {
    ...closed,
    label: "App refused",
    message: "The store refuses the app.",
    remedy: "Ask the store's owner to approve the app again.",
    responsible: "shop_owner",
  },
  access_denied: {
    ...lasting,
    label: "Permission missing",
    message: "The app lacks a permission in the store.",
    remedy: "Connect the store again and grant the permission.",
    responsible: "agency",
    precedence: 1,
  },
  locked: {
    ...closed,
    label: "Store locked",
    message: "Shopify has locked the store.",
    remedy: "Ask the store's owner to contact Shopify.",
    responsible: "shop_owner",
  },
  shop_inactive: {
    ...closed,
    label: "Store closed",
    message: "The store is closed or not in operation.",
    remedy: "Ask the store's owner to reopen it.",
    responsible: "shop_owner",
    precedence: 2,
  },
  not_found: {
    ...closed,
    label: "Store not found",
    message: "Shopify does not know the store.",
    remedy: "Check that the store still exists, then connect it again.",
    responsible: "agency",
  },
  security_rejection: {
    ...closed,
    label: "Call blocked",
    message: "Shopify's security rules blocked our call.",
    remedy: "Wait some minutes. If this lasts, ask Shopify's support why this server is blocked.",
    responsible: "shopify",
  },
  definition_missing: {
    ...lasting,
    label: "Look-up field missing",
    message: "The store lacks the metafield definition by which our orders are looked up.",
    remedy: "Connect the store again, which creates the definition.",
    responsible: "agency",
    precedence: 4,
  },
  too_costly: {
    ...refused,
    label: "Call too large",
    message: "The call is larger than Shopify allows.",
    remedy: "Push fewer lines at once, or enter the order in the source store by hand.",
  },
  invalid_request: {
    ...refused,
    label: "Invalid request",
    message: "Shopify could not accept the request.",
    remedy: "Correct the fields that Shopify names, then retry.",
  },
  resource_gone: {
    ...refused,
    label: "No longer in the store",
    message: "The call refers to an object that is no longer in the store.",
    remedy: "Check that the mapped products and the order still exist in the store, then retry.",
  },
  write_refused: {
    ...refused,
    label: "Change refused",
    message: "The store refused the change.",
    remedy: "Correct the fields that the store names, then try again.",
  },
  unknown: {
    ...refused,
    label: "Unknown answer",
    message: "The store gave an answer that Crossdock does not recognise.",
    remedy: "Read the answer and fix its cause, then retry. Crossdock does not retry automatically.",
    next: "hold",
    becomesProblem: true,
    precedence: LATER - 1,
  },
} as const satisfies Record<RemoteErrorCode, RemoteError>;

/** Codes of failures that last until a user fixes them. */
export type LastingErrorCode = {
  [Code in RemoteErrorCode]: (typeof remoteErrors)[Code]["becomesProblem"] extends true ? Code : never;
}[RemoteErrorCode];

/** Whether a text, e.g. a stored one, is a code of the table. */
export function isRemoteErrorCode(code: string): code is RemoteErrorCode {
  return isCodeOf(remoteErrors, code);
}

/** Whether a failure lasts until a user fixes it. */
export function isLasting(code: RemoteErrorCode): code is LastingErrorCode {
  return remoteErrors[code].becomesProblem;
}

/**
 * What follows a failed call. A write that may have been executed is looked up before anything else; any other
 * call follows its code.
 */
export function whatNext(
  code: RemoteErrorCode,
  call: { write: boolean; executed: "no" | "unknown" },
): RemoteNext | "look_up" {
  if (call.write && call.executed === "unknown") return "look_up";
  return remoteErrors[code].next;
}
