"use client";

import { AskDialog, type Said } from "@/components/orders/shared/ask-dialog";
import { legMovedSentence } from "@/lib/domain/orders/leg-state";
import type { ConfirmResult } from "@/lib/services/push/confirm-source-order";
import type { ActionResult } from "@/lib/web/define-action";

/**
 * A server action that records the source order that a user names; null when the text is no order's address or id.
 */
export type NameSourceOrder = (input: {
  legId: string;
  order: string;
}) => Promise<ActionResult<ConfirmResult | null>>;

/**
 * A dialog for a user who found an uncertain send's order in the supplier's store: the order is read, checked and
 * recorded.
 */
export function NameSourceOrder({ legId, name }: { legId: string; name: NameSourceOrder }) {
  return (
    <AskDialog
      small
      button="Name the order…"
      title="Name the source order"
      about="Enter the order that you found in the supplier's store. Crossdock records it only if its lines carry this send's ids. No other data of the store is shown."
      field={{
        kind: "line",
        label: "Address of the order in the supplier's Shopify admin, or its id",
        placeholder: "https://admin.shopify.com/store/…/orders/5551234567890",
      }}
      submit="Check and record"
      busy="Checking…"
      send={(order) => name({ legId, order })}
      say={said}
      again="You can safely try again."
    />
  );
}

function said(result: ConfirmResult | null): Said {
  if (result === null)
    return {
      problem:
        "Enter the address of the order's page, or the order's id. An order number is not enough, because numbers may repeat.",
    };
  switch (result.kind) {
    case "recorded":
      return { done: "Recorded: the order belongs to this send." };
    case "not_found":
      return { problem: "The send no longer exists, or you do not have access to it." };
    case "conflict":
      return { problem: legMovedSentence(result.state) };
    case "not_this_one":
      return { problem: "The supplier's store has no such order, or this send did not create it." };
    case "unreachable":
      return { problem: `The supplier's store could not be read. ${result.message}` };
  }
}
