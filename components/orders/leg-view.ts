import type { OrderDetail } from "@/db/queries/order-detail";
import type { LegFacts } from "@/lib/domain/facts";
import { stateOf } from "@/lib/domain/push-track";
import { shopifyOrderUrl } from "./shopify-order-url";

/** Retry a refusal, try a waiting leg now, look an uncertain one up. */
export type LegAction = "retry" | "try_now" | "look_up";

export type LegTone = "neutral" | "blue" | "green" | "red" | "violet" | "amber";

/** A leg as the page shows it: a sentence, what it is about, and what may be done. */
export type LegView = {
  id: string;
  state: string;
  tone: LegTone;
  sentence: string;
  detail: string | null;
  remedy: string | null;
  at: string;
  by: string;
  waitsUntil: string | null;
  action: LegAction | null;
  sourceOrders: { name: string; url: string; cancelled: boolean; fulfillment: string | null }[];
};

/** Draws up a leg. A claim whose lease has ended counts as uncertain. */
export function legView(
  leg: LegFacts,
  detail: OrderDetail,
  args: { now: Date; shopifyBaseUrl: string | null },
): LegView {
  const row = detail.legs.get(leg.id);
  const store = detail.stores.get(leg.sourceStoreId);
  const state = stateOf(leg, args.now);
  const waits = state === "planned" && leg.notBefore !== null && leg.notBefore > args.now;
  const words = wordsOf(state, waits);
  return {
    id: leg.id,
    state,
    tone: words.tone,
    sentence: words.sentence,
    detail: words.tellsCause ? (row?.causeMessage ?? words.cause ?? null) : null,
    remedy: words.tellsCause ? (row?.remedy ?? words.remedy ?? null) : null,
    at: (row?.stateChangedAt ?? args.now).toISOString(),
    by: row?.mode === "automatic" ? "automatically" : `by ${row?.actorLabel ?? "somebody"}`,
    waitsUntil: waits ? (leg.notBefore?.toISOString() ?? null) : null,
    action: state === "rejected" ? "retry" : waits ? "try_now" : state === "uncertain" ? "look_up" : null,
    sourceOrders: detail.sourceOrders
      .filter((source) => source.legId === leg.id)
      .map((source) => ({
        name: source.name,
        url: shopifyOrderUrl(store?.shopDomain ?? "", source.shopifyGid, args.shopifyBaseUrl),
        cancelled: source.cancelledAt !== null,
        fulfillment: source.fulfillmentStatus,
      })),
  };
}

type Words = { tone: LegTone; sentence: string; tellsCause: boolean; cause?: string; remedy?: string };

function wordsOf(state: string, waits: boolean): Words {
  switch (state) {
    case "planned":
      return waits
        ? { tone: "amber", sentence: "Waiting to be sent", tellsCause: true }
        : { tone: "blue", sentence: "About to be sent", tellsCause: false };
    case "claimed":
      return { tone: "blue", sentence: "Being sent", tellsCause: false };
    case "created":
      return { tone: "green", sentence: "Sent", tellsCause: false };
    case "uncertain":
      return {
        tone: "violet",
        sentence: "Uncertain",
        tellsCause: true,
        cause: "The supplier's shop did not answer, so the order may or may not stand there.",
        remedy: "Look it up. Nothing is sent again before that.",
      };
    case "rejected":
      return { tone: "red", sentence: "Refused", tellsCause: true };
    case "recall_requested":
      return { tone: "amber", sentence: "Cancellation asked for", tellsCause: true };
    case "recalled":
      return {
        tone: "neutral",
        sentence: "Recalled: the source order was cancelled for you",
        tellsCause: true,
      };
    case "ended":
      return { tone: "neutral", sentence: "Ended: the supplier cancelled or deleted it", tellsCause: true };
    case "skipped":
      return { tone: "neutral", sentence: "Skipped: it is not sent", tellsCause: true };
    case "superseded":
      return { tone: "neutral", sentence: "Not sent: nothing was left for this supplier", tellsCause: true };
    default:
      return { tone: "neutral", sentence: state, tellsCause: true };
  }
}
