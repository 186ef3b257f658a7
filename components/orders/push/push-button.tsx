"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { PreviewChoice } from "./load-preview";
import { PushDialog } from "./push-dialog";
import type { PushOffer } from "./push-offer";
import type { PushOrders } from "./push-result";

/** The page's primary button. Its label says what it does; without anything to push, a text says why. */
export function PushButton({
  orderId,
  orderName,
  offer,
  pushOrders,
  previewChoice,
}: {
  orderId: string;
  orderName: string;
  offer: PushOffer;
  pushOrders: PushOrders;
  previewChoice: PreviewChoice;
}) {
  const [open, setOpen] = useState(false);
  if (!offer.possible && !open) {
    return (
      <p className="max-w-64 text-[12.5px] text-muted">
        <span className="font-medium text-ink">{offer.label}.</span> {offer.why}
      </p>
    );
  }
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {offer.label}…
      </Button>
      {open && (
        <PushDialog
          orderId={orderId}
          orderName={orderName}
          pushOrders={pushOrders}
          previewChoice={previewChoice}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
