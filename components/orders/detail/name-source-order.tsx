"use client";

import { AskDialog, type Said } from "@/components/orders/shared/ask-dialog";
import { legMovedSentence } from "@/lib/domain/orders/leg-state";
import type { ConfirmResult } from "@/lib/services/push/confirm-source-order";
import type { ActionResult } from "@/lib/web/define-action";

/** A server action that takes the order which a person found; null when what was typed names none. */
export type NameSourceOrder = (input: {
  legId: string;
  order: string;
}) => Promise<ActionResult<ConfirmResult | null>>;

/** For a person who found an uncertain send's order in the supplier's shop: it is read and checked, then taken. */
export function NameSourceOrder({ legId, name }: { legId: string; name: NameSourceOrder }) {
  return (
    <AskDialog
      small
      button="It is there…"
      title="The order is in the supplier's shop"
      about="It is read and taken only if its lines carry this send's ids. Nothing else of the shop is shown."
      field={{
        kind: "line",
        label: "Address of its page in the supplier's Shopify admin, or its id",
        placeholder: "https://admin.shopify.com/store/…/orders/5551234567890",
      }}
      submit="Check and take it"
      busy="Reading it…"
      send={(order) => name({ legId, order })}
      say={said}
      again="Naming it again is safe."
    />
  );
}

function said(result: ConfirmResult | null): Said {
  if (result === null)
    return {
      problem: "This is neither the address of an order's page nor its id. Order numbers may repeat.",
    };
  switch (result.kind) {
    case "recorded":
      return { done: "Recorded: it is this leg's order." };
    case "not_found":
      return { problem: "The send is gone, or you may not see it." };
    case "conflict":
      return { problem: legMovedSentence(result.state) };
    case "not_this_one":
      return { problem: "There is no such order in that shop, or it was not made by this send." };
    case "unreachable":
      return { problem: `The shop could not be read. ${result.message}` };
  }
}
