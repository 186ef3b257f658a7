"use client";

import { Button } from "@/components/ui/button";
import { BulkPushDialog } from "./bulk-push-dialog";
import type { OrderRowView } from "./order-row-view";
import type { PushOrders } from "./push-result";
import { counted } from "./words";

/** The bar of the selected rows, and the dialog that pushes them. */
export function BulkPush({
  selected,
  onClear,
  pushing,
  onPush,
  onClose,
  pushOrders,
}: {
  selected: OrderRowView[];
  onClear: () => void;
  pushing: OrderRowView[] | null;
  onPush: () => void;
  onClose: () => void;
  pushOrders: PushOrders;
}) {
  return (
    <>
      {selected.length > 0 && (
        <section
          aria-label="Selected orders"
          className="fixed bottom-5 left-1/2 z-30 flex -translate-x-1/2 items-center gap-3 rounded-lg bg-raised py-2 pr-2 pl-4 shadow-float"
        >
          <span role="status" className="font-medium whitespace-nowrap">
            {counted(selected.length, "order")} selected
          </span>
          <Button size="small" variant="ghost" onClick={onClear}>
            Clear
          </Button>
          <Button size="small" variant="primary" onClick={onPush}>
            Push…
          </Button>
        </section>
      )}
      {pushing && (
        <BulkPushDialog
          orders={pushing}
          onClose={(done) => {
            onClose();
            if (done) onClear();
          }}
          pushOrders={pushOrders}
        />
      )}
    </>
  );
}
