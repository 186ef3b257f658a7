import { entryOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import { readable } from "@/lib/domain/values/readable";

/** What changed after a push so that a user must know of it. */
export type ChangeCardKind = "over_pushed" | "shipped_early" | "second_source_order" | "variant_mismatch";

type ChangeCardEntry = {
  /** What changed; `quantity` in destination units for units, else the number of cases. */
  sentence: (quantity: number) => string;
  /** What the card asks a user to do. */
  asks: string;
};

/** Each kind of change card in words. */
export const changeCards: Readonly<Record<ChangeCardKind, ChangeCardEntry>> = {
  over_pushed: {
    sentence: (quantity) => `The suppliers have ${counted(quantity, "unit")} more than the order needs now.`,
    asks: "Tell the supplier.",
  },
  shipped_early: {
    sentence: (quantity) =>
      `${counted(quantity, "unit")} shipped here before the supplier, which has not shipped ${quantity === 1 ? "it" : "them"} yet.`,
    asks: "Keep or recall? If the supplier sends the parcel, nothing is to do. If not, ask the supplier to cancel.",
  },
  second_source_order: {
    sentence: () => "A second source order was created for this order.",
    asks: "Cancel one of the two in the supplier's store.",
  },
  variant_mismatch: {
    sentence: () => "The source order has another variant than was sent.",
    asks: "Check the source order in the supplier's store.",
  },
};

/** A stored change card in words; a kind of another version is made readable and asks for nothing. */
export function changeCardText(card: { kind: string; quantity: number | null }): {
  sentence: string;
  asks: string | null;
} {
  const entry = entryOf(changeCards, card.kind);
  if (entry === null) return { sentence: `${readable(card.kind)}.`, asks: null };
  return { sentence: entry.sentence(card.quantity ?? 0), asks: entry.asks };
}
