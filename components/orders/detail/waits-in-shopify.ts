import type { LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import type { NotReady } from "@/lib/domain/orders/order";
import type { HoldReason } from "@/lib/domain/push/hold-reason";
import { readyUnits } from "@/lib/domain/push/ready-units";
import { readable } from "@/lib/domain/values/readable";

/** Shopify's reasons in words. The enum is open: a reason that is not here is made readable. */
const holdWords: Readonly<Record<string, string>> = {
  AWAITING_RETURN_ITEMS: "awaiting items of a return",
  INVENTORY_OUT_OF_STOCK: "out of stock",
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: "the shopper may still add items",
  OTHER: "another reason",
};

function reasonWords(parts: readonly NotReady[]): string {
  const reasons = new Set(parts.flatMap((part) => part.reasons));
  return [...reasons].map((reason) => holdWords[reason] ?? readable(reason).toLowerCase()).join(", ");
}

function dateWords(parts: readonly NotReady[], timeZone: string): string {
  const dates = new Set(
    parts.flatMap(({ fulfillAt }) => (fulfillAt === null ? [] : [dateText(new Date(fulfillAt), timeZone)])),
  );
  return [...dates].join(", ");
}

function dateText(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(at);
}

/** The open units of a line that wait in Shopify: how many, and why or until when. */
export function lineWaits(facts: OrderFacts, line: LineFacts, timeZone: string): string[] {
  return readyUnits(facts, line).waiting.map(({ units, reason }) => {
    const scheduled = reason === "scheduled";
    const parts = line.notReady.filter(({ kind }) => kind === (scheduled ? "scheduled" : "held"));
    const why = scheduled ? dateWords(parts, timeZone) : reasonWords(parts);
    return `${units} ${scheduled ? "scheduled in Shopify" : "held in Shopify"}${why && ` (${why})`}`;
  });
}

/** What Shopify says about a reason that holds an order, as a sentence; null when there is nothing to add. */
export function heldDetail(reason: HoldReason, facts: OrderFacts, timeZone: string): string | null {
  const parts = facts.lines.flatMap((line) => line.notReady);
  const of = (kind: NotReady["kind"]) => parts.filter((part) => part.kind === kind);
  if (reason === "shopify_hold") return sentence("Reason", reasonWords(of("held")));
  if (reason === "scheduled") return sentence("Date", dateWords(of("scheduled"), timeZone));
  if (reason !== "risk") return null;
  const { riskLevel, riskRecommendation } = facts.order;
  return [
    riskLevel && `Risk level: ${readable(riskLevel).toLowerCase()}.`,
    riskRecommendation && `Shopify recommends: ${readable(riskRecommendation).toLowerCase()}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function sentence(name: string, words: string): string | null {
  return words === "" ? null : `${name}: ${words}.`;
}
