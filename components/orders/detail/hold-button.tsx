"use client";

import { bulkSentence } from "@/components/orders/bulk/bulk-sentence";
import { AskDialog } from "@/components/orders/shared/ask-dialog";
import type { HoldOrderResult } from "@/lib/services/orders/hold-order";
import type { ActionResult } from "@/lib/web/define-action";

/** The server action that holds an order. */
type HoldOrder = (input: { orderId: string; note: string }) => Promise<ActionResult<HoldOrderResult>>;

/** Asks for a note and holds the order. */
export function HoldButton({
  orderId,
  orderName,
  holdOrder,
}: {
  orderId: string;
  orderName: string;
  holdOrder: HoldOrder;
}) {
  return (
    <AskDialog
      button="Hold…"
      title={`Hold ${orderName}`}
      about="Automatic push does not send the order until the hold is released. A user can still push it, with a reason."
      field={{
        kind: "text",
        label: "Reason for the hold",
        placeholder: "Shown with the order while it is held",
      }}
      submit="Hold the order"
      busy="Recording…"
      send={(note) => holdOrder({ orderId, note })}
      say={(result) => ({ done: bulkSentence({ orderId, outcome: { act: "hold", result } }).text })}
      again="You can safely hold the order again."
    />
  );
}
