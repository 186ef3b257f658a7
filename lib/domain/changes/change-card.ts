import type { ChangeCardKind } from "@/lib/domain/orders/change-kind";
import { entryOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import { readable } from "@/lib/domain/values/readable";

/** What the text of a card needs beside its quantity. It contains no personal data. */
export type ChangeCardData = {
  /** Source units that the supplier's order has, and that were sent. */
  live?: number;
  sent?: number;
  /** The contact version whose address differs from the one that was sent. */
  contactId?: string;
  /** Whether Shopify recommends to cancel the order. */
  cancel?: boolean;
  /** Shopify's reasons of holds, and the payment status. Both enums are open. */
  reasons?: string[];
  payment?: string;
  /** The shipping method that was sent, and the present one. */
  from?: string;
  to?: string;
};

type ChangeCardEntry = {
  /** Two to five words, for the mark in the list, the filter and the export. */
  label: string;
  /** What changed; `quantity` in destination units for units, else the number of cases. */
  sentence: (quantity: number, data: ChangeCardData) => string;
  /** What the card asks a user to do. */
  asks: string;
};

/** Each kind of change card in words, the most urgent first. */
export const changeCards: Readonly<Record<ChangeCardKind, ChangeCardEntry>> = {
  second_source_order: {
    label: "Second source order",
    sentence: () => "A second source order was created for this order.",
    asks: "Cancel one of the two in the supplier's store.",
  },
  risk_raised: {
    label: "Risk of fraud after push",
    sentence: (_, { cancel = false }) =>
      cancel
        ? "Shopify recommends to cancel this order because of a risk of fraud. The order was pushed before that was known."
        : "Shopify reports a high risk of fraud for this order. The order was pushed before that was known.",
    asks: "Check the order in Shopify. To stop it, call the supplier, give up sends that still wait, and cancel the order in Shopify.",
  },
  held_after_push: {
    label: "Held in Shopify after push",
    sentence: (quantity, { reasons = [] }) =>
      `Shopify holds ${counted(quantity, "unit")} that ${quantity === 1 ? "was" : "were"} pushed before the hold${inBrackets(reasons)}. The supplier does not know of the hold.`,
    asks: "Ask the supplier to wait, or release the hold in Shopify.",
  },
  payment_ended: {
    label: "Payment ended after push",
    sentence: (quantity, { payment = "ended" }) =>
      `The payment of the order is ${readable(payment).toLowerCase()} since the push. Suppliers still have ${counted(quantity, "unit")} to ship.`,
    asks: "Ask the supplier to cancel, or acknowledge if the goods are to go.",
  },
  address_changed: {
    label: "Address changed",
    sentence: () => "The shipping address changed after the push. A supplier still has the old address.",
    asks: "Tell the supplier the new address.",
  },
  shipping_changed: {
    label: "Shipping method changed",
    sentence: (_, { from = "another method", to = "another method" }) =>
      `The shipping method changed after the push from ${from} to ${to}. A supplier still has the old method.`,
    asks: "Tell the supplier.",
  },
  over_pushed: {
    label: "Too many units pushed",
    sentence: (quantity) => `The suppliers have ${counted(quantity, "unit")} more than the order needs now.`,
    asks: "Tell the supplier.",
  },
  shipped_early: {
    label: "Shipped before the supplier",
    sentence: (quantity) =>
      `${counted(quantity, "unit")} shipped here before the supplier, which has not shipped ${quantity === 1 ? "it" : "them"} yet.`,
    asks: "Keep or recall? If the supplier sends the parcel, nothing is to do. If not, ask the supplier to cancel.",
  },
  supplier_ended: {
    label: "Ended by the supplier",
    sentence: (quantity) =>
      `The supplier cancelled or deleted its order. ${counted(quantity, "unit")} ${quantity === 1 ? "is" : "are"} open again.`,
    asks: "Push the open units again, or ask the supplier.",
  },
  supplier_changed: {
    label: "Changed by the supplier",
    sentence: (_, { live = 0, sent = 0 }) =>
      live < sent
        ? `The supplier's order has ${live} of ${counted(sent, "unit")}: ${counted(sent - live, "unit")} missing.`
        : `The supplier's order has ${counted(live, "unit")}, but ${sent} ${sent === 1 ? "was" : "were"} sent.`,
    asks: "Ask the supplier, or push what is open.",
  },
  variant_mismatch: {
    label: "Unexpected variant",
    sentence: () => "The source order has another variant than was sent.",
    asks: "Check the source order in the supplier's store.",
  },
};

const inBrackets = (reasons: readonly string[]) =>
  reasons.length === 0 ? "" : ` (${reasons.map((reason) => readable(reason).toLowerCase()).join(", ")})`;

/** A stored change card in words; a kind of another version is made readable and asks for nothing. */
export function changeCardText(card: { kind: string; quantity: number | null; data: ChangeCardData }): {
  sentence: string;
  asks: string | null;
} {
  const entry = entryOf(changeCards, card.kind);
  if (entry === null) return { sentence: `${readable(card.kind)}.`, asks: null };
  return { sentence: entry.sentence(card.quantity ?? 0, card.data), asks: entry.asks };
}
