import type { Cause } from "@/lib/domain/installations/cause";
import { nameRefusal, type RefusalCode, refusals, type UserError } from "@/lib/domain/installations/refusal";
import {
  isRemoteErrorCode,
  type RemoteErrorCode,
  remoteErrors,
} from "@/lib/domain/installations/remote-error";
import { codesOf, entryOf, isCodeOf } from "@/lib/domain/values/code-table";
import { type HoldReason, holdReasons, isStop } from "./hold-reason";

/** Causes that Crossdock finds itself; the others come from a failed call, a refusal, or what holds the order. */
type OwnCauseCode =
  | "order_unreadable"
  | "other_apps_unread"
  | "too_many_attempts"
  | "sender_died"
  | "proved_absent"
  | "nothing_left"
  | "variant_gone"
  | "offered_next"
  | "skipped";

/** Why a leg waits, was refused, is uncertain, or is not sent. */
export type LegCauseCode = RemoteErrorCode | RefusalCode | OwnCauseCode | HoldReason;

/** An uncertain leg with this cause waits for a user's decision, and is not looked up again. */
export const PROVED_ABSENT = "proved_absent" satisfies LegCauseCode;

/** A planned leg with this cause waits until an emergency stop is lifted. */
export const EMERGENCY_STOP = "emergency_stop" satisfies LegCauseCode;

/** The stored data of a cause beside its code. */
export type LegCauseData = {
  /** The store's answer, for causes that show it. */
  answer?: string;
  /** The failed call may have created the order. */
  maybeExecuted?: true;
  /** The SKUs of the items that are the cause. */
  skus?: string[];
  /** Who gave the leg up, and why. */
  by?: string;
  reason?: string;
  /** The texts of a cause that an earlier version stored. */
  message?: string;
  remedy?: string;
};

/** A leg's cause as it is stored. */
export type LegCause = { code: LegCauseCode; data?: LegCauseData };

const NO_ACTION = "No action is needed.";
const LOOK_UP =
  "Look the order up in the source store. Crossdock sends it again only after its absence is proved.";

const own = {
  responsible: "crossdock",
  showsAnswer: false,
  becomesProblem: false,
  fixedWait: false,
  offeredToNextSupplier: false,
} as const;

const ownCauses: Readonly<Record<OwnCauseCode, Cause>> = {
  order_unreadable: {
    ...own,
    label: "Order not readable",
    message: "The destination store no longer shows this order, so it cannot be checked before sending.",
    remedy: "Grant the app access to all orders, or enter the order in the source store by hand.",
    responsible: "agency",
  },
  other_apps_unread: {
    ...own,
    label: "Looking for another app's order",
    message:
      "Crossdock reads the source store's recent orders, to see whether another app pushed this order.",
    remedy: "No action is needed: Crossdock sends the order when it has read them.",
  },
  too_many_attempts: {
    ...own,
    label: "Development store's limit",
    message: "The source store is a development store, which accepts five orders a minute.",
    remedy: "No action is needed: Crossdock sends the order when the limit allows.",
    fixedWait: true,
  },
  sender_died: {
    ...own,
    label: "Sender stopped",
    message: "The sender stopped before the store's answer was recorded.",
    remedy: "No action is needed: Crossdock looks the order up in the source store.",
  },
  proved_absent: {
    ...own,
    label: "Proved absent",
    message: "The source store does not have the order: two look-ups after the waiting time did not find it.",
    remedy: "Decide whether it is sent again or given up.",
    responsible: "agency",
  },
  nothing_left: {
    ...own,
    label: "Nothing left to send",
    message: "When the leg was due, none of its units were still to be sent.",
    remedy: NO_ACTION,
  },
  variant_gone: {
    ...own,
    label: "Item gone",
    message: "The source store no longer has an item that this leg sends, so nothing was sent.",
    remedy: "Map the item to another item of the source store, then retry.",
    responsible: "agency",
    offeredToNextSupplier: true,
  },
  offered_next: {
    ...own,
    label: "Offered to the next supplier",
    message: "This supplier refused the items, so Crossdock offers them to the next supplier.",
    remedy: NO_ACTION,
  },
  skipped: {
    ...own,
    label: "Given up",
    message: "A user gave this leg up.",
    remedy: "Push the order again to send its open items.",
  },
};

/** Texts and traits of every cause but hold reasons, which have a table of their own. */
const causes: Readonly<Record<Exclude<LegCauseCode, HoldReason>, Cause>> = {
  ...remoteErrors,
  ...refusals,
  ...ownCauses,
};

/** Codes of limits of a store. A user's request does not shorten their waits. */
export const fixedWaits: readonly LegCauseCode[] = codesOf(causes).filter((code) => causes[code].fixedWait);

/** The code of a stored cause; null when there is none, or none that this version knows. */
export function readCauseCode(stored: string | null): LegCauseCode | null {
  if (stored === null) return null;
  return isCodeOf(causes, stored) || isCodeOf(holdReasons, stored) ? stored : null;
}

/** Texts and traits of a stored cause; null when there is none, or none that this version knows. */
export function legCause(stored: string | null): Cause | null {
  if (stored === null) return null;
  return isCodeOf(holdReasons, stored) ? heldBack(stored) : entryOf(causes, stored);
}

/** The cause of a leg that was not sent because something holds its order. */
function heldBack(reason: HoldReason): Cause {
  const { label, sentence } = holdReasons[reason];
  const remedy = isStop(reason)
    ? "Push the order again when this no longer applies."
    : "Push the order manually, or wait: automatic push sends it when nothing holds it.";
  return { ...own, label, message: sentence, remedy, responsible: "agency" };
}

/**
 * Whether a leg's last answer was not recognised. The answer may come again, so the send is repeated only at a user's
 * request.
 */
export function isHeld(code: string | null): boolean {
  return code !== null && isRemoteErrorCode(code) && remoteErrors[code].next === "hold";
}

/**
 * The cause of a leg whose call to Shopify failed.
 *
 * @param failure.answer what the store said; kept only where the code alone explains nothing
 * @param failure.maybeExecuted whether the failed call may have created the order
 */
export function failureCause(
  code: RemoteErrorCode,
  failure: { answer: string; maybeExecuted?: boolean },
): LegCause {
  return {
    code,
    data: {
      ...(remoteErrors[code].showsAnswer ? { answer: failure.answer } : {}),
      ...(failure.maybeExecuted ? { maybeExecuted: true } : {}),
    },
  };
}

/** The cause of a leg that its source store refused. */
export function refusalCause(errors: readonly UserError[]): LegCause & { code: RefusalCode } {
  return { code: nameRefusal(errors), data: { answer: errors.map((error) => error.message).join(" ") } };
}

/**
 * Explains a stored cause: what happened and what to do.
 *
 * @param code as stored; another version may have stored a code that this one does not know
 */
export function explainCause(code: string, data: LegCauseData): { message: string; remedy: string | null } {
  if (data.message !== undefined) return { message: data.message, remedy: data.remedy ?? null };
  const cause = legCause(code);
  if (cause === null) {
    return { message: `This version of Crossdock does not know the cause "${code}".`, remedy: null };
  }
  const parts = [cause.message];
  if (data.by !== undefined && data.reason !== undefined) parts.push(`${data.by}: ${data.reason}`);
  if (data.skus && data.skus.length > 0) parts.push(`SKU: ${data.skus.join(", ")}.`);
  if (cause.showsAnswer && data.answer) parts.push(`The store answered: ${data.answer}`);
  if (data.maybeExecuted) parts.push("The order may or may not be in the source store.");
  return { message: parts.join(" "), remedy: data.maybeExecuted ? LOOK_UP : cause.remedy };
}
