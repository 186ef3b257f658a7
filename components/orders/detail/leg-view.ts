import { shopifyOrderUrl } from "@/components/orders/shared/shopify-order-url";
import { nextProbeAt } from "@/lib/domain/installations/budget";
import type { LegFacts } from "@/lib/domain/orders/facts";
import type { LegState } from "@/lib/domain/orders/leg-state";
import { EMERGENCY_STOP, explainCause } from "@/lib/domain/push/leg-cause";
import { stateOf } from "@/lib/domain/push/push-track";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";
import { attemptSentence } from "./attempt-labels";

/** Retry a refused leg, send a waiting leg now, or look up an uncertain leg. */
export type LegAction = "retry" | "try_now" | "look_up";

/** Withdraw a leg that was never sent, give it up, or declare that its order is not in the source store. */
export type LegDecision = "withdraw" | "skip" | "declare_absent";

export type LegTone = "neutral" | "blue" | "green" | "red" | "violet" | "amber";

/** A leg as the page shows it: its state as a sentence, its cause, and the possible actions. */
export type LegView = {
  id: string;
  state: LegState;
  tone: LegTone;
  sentence: string;
  detail: string | null;
  remedy: string | null;
  at: string;
  by: string;
  waitsUntil: string | null;
  action: LegAction | null;
  /** The decisions that a user may take. */
  decisions: LegDecision[];
  /** Every send and look-up, oldest first. */
  ledger: { id: string; at: string; text: string }[];
  sourceOrders: {
    name: string;
    url: string;
    cancelled: boolean;
    payment: string | null;
    fulfillment: string | null;
  }[];
};

/** Builds the view of a leg. A claim whose lease has ended counts as uncertain. */
export function legView(
  leg: LegFacts,
  detail: OrderDetail,
  args: { now: Date; shopifyBaseUrl: string | null },
): LegView {
  const row = detail.legs.get(leg.id);
  const store = detail.stores.get(leg.sourceStoreId);
  const state = stateOf(leg, args.now);
  // The sweeper tries the shop each minute, and releases the leg when the shop works again.
  const notBefore = row?.waitsFor ? nextProbeAt(args.now) : leg.notBefore;
  const isDue = notBefore === null || notBefore <= args.now;
  const waits = state === "planned" && !isDue;
  // A stop has no end that is known, and no user's request ends the wait.
  const stopped = waits && row?.causeCode === EMERGENCY_STOP;
  const looksAgain = leg.state === "uncertain" && !isDue;
  const shown = waits ? waiting : stateTexts[state];
  const cause = row?.causeCode ? explainCause(row.causeCode, row.causeData) : null;
  const attempts = detail.attempts.filter((attempt) => attempt.legId === leg.id);
  return {
    id: leg.id,
    state,
    tone: shown.tone,
    sentence:
      leg.linked && state === "created" ? "Linked: another app created the source order" : shown.sentence,
    detail: shown.tellsCause ? (cause?.message ?? shown.cause ?? null) : null,
    remedy: shown.tellsCause ? (cause?.remedy ?? shown.remedy ?? null) : null,
    at: (row?.stateChangedAt ?? args.now).toISOString(),
    by: row?.mode === "automatic" ? "automatically" : `by ${row?.actorLabel ?? "a user"}`,
    waitsUntil: (waits && !stopped) || looksAgain ? (notBefore?.toISOString() ?? null) : null,
    decisions: decisionsOf(leg.state, attempts.length > 0),
    ledger: attempts
      .map((attempt) => ({
        id: attempt.id,
        at: attempt.startedAt.toISOString(),
        text: attemptSentence(attempt),
      }))
      .reverse(),
    action: actionOf(state, waits && !stopped),
    sourceOrders: detail.sourceOrders
      .filter((source) => source.legId === leg.id)
      .map((source) => ({
        name: source.name,
        url: shopifyOrderUrl(store?.shopDomain ?? "", source.shopifyGid, args.shopifyBaseUrl),
        cancelled: source.cancelledAt !== null,
        payment: source.financialStatus,
        fulfillment: source.fulfillmentStatus,
      })),
  };
}

function actionOf(state: LegState, mayGoNow: boolean): LegAction | null {
  if (state === "rejected") return "retry";
  if (state === "uncertain") return "look_up";
  return mayGoNow ? "try_now" : null;
}

function decisionsOf(state: LegState, tried: boolean): LegDecision[] {
  if (state === "uncertain") return ["declare_absent", "skip"];
  if (state === "rejected") return ["skip"];
  return state === "planned" ? [tried ? "skip" : "withdraw"] : [];
}

type StateText = { tone: LegTone; sentence: string; tellsCause: boolean; cause?: string; remedy?: string };

/** A planned leg that is not due yet. */
const waiting: StateText = { tone: "amber", sentence: "Waiting to be sent", tellsCause: true };

const stateTexts: Readonly<Record<LegState, StateText>> = {
  planned: { tone: "blue", sentence: "About to be sent", tellsCause: false },
  claimed: { tone: "blue", sentence: "Being sent", tellsCause: false },
  created: { tone: "green", sentence: "Sent", tellsCause: false },
  uncertain: {
    tone: "violet",
    sentence: "Uncertain",
    tellsCause: true,
    cause: "The supplier's store did not answer, so the source order may or may not exist.",
    remedy: "Crossdock looks up the order until this is known, and does not send it again before.",
  },
  rejected: { tone: "red", sentence: "Refused", tellsCause: true },
  recall_requested: { tone: "amber", sentence: "Cancellation requested", tellsCause: true },
  recalled: {
    tone: "neutral",
    sentence: "Recalled: the source order was cancelled as requested",
    tellsCause: true,
  },
  ended: {
    tone: "neutral",
    sentence: "Ended: the supplier cancelled or deleted the source order",
    tellsCause: true,
  },
  skipped: { tone: "neutral", sentence: "Given up: it is not sent", tellsCause: true },
  superseded: {
    tone: "neutral",
    sentence: "Not sent: no units were left for this supplier",
    tellsCause: true,
  },
};
