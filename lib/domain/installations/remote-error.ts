/**
 * What happens after a call that gave no usable answer and changed nothing:
 * - `retry`: it is made again by itself, after the time that the limit, the shop or the table names
 * - `problem`: it stands until somebody acts; the store shows it, and the call is tried seldom
 * - `reject`: the same call cannot succeed; its input has to change
 * - `hold`: the answer is not understood; it is shown as it came and not asked for again in a loop
 *
 * A write that may have been executed is always looked up first, whatever stands here (see `whatNext`).
 */
type RemoteNext = "retry" | "problem" | "reject" | "hold";

type RemoteError = { message: string; remedy: string; next: RemoteNext; waitMs: number };

const MINUTE_MS = 60_000;
const WAIT_FOR_SOMEBODY_MS = 15 * MINUTE_MS;
const HOLD_MS = 6 * 60 * MINUTE_MS;

const byItself = "Nothing to do: it goes on by itself.";

/** Every way in which a call to Shopify fails, by name; times in milliseconds. */
export const remoteErrors = {
  budget_wait: {
    message: "The store's rate limit is used up for now.",
    remedy: byItself,
    next: "retry",
    waitMs: 2_000,
  },
  paused: {
    message: "The store failed several times in a row, so calls to it pause.",
    remedy: "Nothing to do: it is tried again by itself. If it lasts, look at Shopify's status page.",
    next: "retry",
    waitMs: 30_000,
  },
  lease_lost: {
    message: "The send was stopped because it had taken too long to begin.",
    remedy: byItself,
    next: "retry",
    waitMs: 5_000,
  },
  throttled: {
    message: "The store's rate limit is used up.",
    remedy: byItself,
    next: "retry",
    waitMs: 2_000,
  },
  rate_limited: {
    message: "The store asked to slow down.",
    remedy: byItself,
    next: "retry",
    waitMs: 5_000,
  },
  connection_refused: {
    message: "The store cannot be reached.",
    remedy: byItself,
    next: "retry",
    waitMs: 15_000,
  },
  connection_lost: {
    message: "The connection to the store broke.",
    remedy: byItself,
    next: "retry",
    waitMs: 15_000,
  },
  timeout: {
    message: "The store did not answer in time.",
    remedy: byItself,
    next: "retry",
    waitMs: 15_000,
  },
  server_error: {
    message: "Shopify reports an error of its own.",
    remedy: byItself,
    next: "retry",
    waitMs: 15_000,
  },
  unreadable_answer: {
    message: "The store's answer was cut off or incomplete.",
    remedy: byItself,
    next: "retry",
    waitMs: 15_000,
  },
  unauthorized: {
    message: "The store no longer accepts our access token.",
    remedy: "Connect the store again.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  payment_required: {
    message: "The store is frozen because its Shopify bill is unpaid.",
    remedy: "Ask the store's owner to settle it.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  forbidden: {
    message: "The store refuses the app.",
    remedy: "Ask the store's owner to approve the app again.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  access_denied: {
    message: "The app lacks a permission in the store.",
    remedy: "Connect the store again and grant the permission.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  locked: {
    message: "Shopify has locked the store.",
    remedy: "Ask the store's owner to contact Shopify.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  shop_inactive: {
    message: "The store is closed or not in operation.",
    remedy: "Ask the store's owner to reopen it.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  not_found: {
    message: "Shopify does not know the store.",
    remedy: "Check that the store still exists, then connect it again.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  security_rejection: {
    message: "Shopify's security rules turned our call away.",
    remedy: "Wait some minutes. If it lasts, ask Shopify's support why this server is blocked.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  definition_missing: {
    message: "The store lacks the definition by which our orders are looked up.",
    remedy: "Connect the store again, which makes it.",
    next: "problem",
    waitMs: WAIT_FOR_SOMEBODY_MS,
  },
  too_costly: {
    message: "The call is larger than Shopify allows in one piece.",
    remedy: "Push fewer lines at once, or enter the order in the source store by hand.",
    next: "reject",
    waitMs: HOLD_MS,
  },
  invalid_request: {
    message: "Shopify could not take what was sent.",
    remedy: "Correct what Shopify names, then retry.",
    next: "reject",
    waitMs: HOLD_MS,
  },
  resource_gone: {
    message: "Something that the call names is no longer in the store.",
    remedy: "Check that the mapped products and the order still exist in the store, then retry.",
    next: "reject",
    waitMs: HOLD_MS,
  },
  write_refused: {
    message: "The store refused the change.",
    remedy: "Correct what the store names, then try again.",
    next: "reject",
    waitMs: HOLD_MS,
  },
  unknown: {
    message: "The store answered something that Crossdock does not know.",
    remedy: "Read its answer. Retry when the cause is gone; Crossdock does not go on by itself.",
    next: "hold",
    waitMs: HOLD_MS,
  },
} as const satisfies Record<string, RemoteError>;

/** The name of a failed call's cause. */
export type RemoteErrorCode = keyof typeof remoteErrors;

/** Whether a text, e.g. one that was stored, names a cause that is known today. */
export function isRemoteErrorCode(code: string): code is RemoteErrorCode {
  return Object.hasOwn(remoteErrors, code);
}

/** Causes whose explanation needs the store's own words. */
export function showsWords(code: RemoteErrorCode): boolean {
  return remoteErrors[code].next === "hold" || remoteErrors[code].next === "reject";
}

/**
 * What follows a failed call. A write that may have been executed is looked up before anything else; any other
 * call follows its cause.
 */
export function whatNext(
  code: RemoteErrorCode,
  call: { write: boolean; executed: "no" | "unknown" },
): RemoteNext | "look_up" {
  if (call.write && call.executed === "unknown") return "look_up";
  return remoteErrors[code].next;
}
