"use client";

import { TrackLegend } from "@/components/orders/shared/track-legend";
import { Dialog, DialogContent } from "@/components/ui/dialog";

const keys: [string, string, boolean][] = [
  ["/", "Search", false],
  ["j  k", "Next, previous order", false],
  ["Enter", "Open the order", false],
  ["x", "Select the order", true],
  ["p", "Push the selected orders, or this one", true],
  ["Esc", "Clear the selection", true],
  ["?", "Show the shortcuts", false],
];

/** The keyboard shortcuts of the list, and the meaning of the push track's shapes. */
export function ShortcutsDialog({
  open,
  onOpenChange,
  mayPush,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  mayPush: boolean;
}) {
  return (
    <>
      <div className="hidden px-6 pt-3 lg:block">
        <button
          type="button"
          onClick={() => onOpenChange(true)}
          className="text-[12.5px] text-muted hover:text-ink hover:underline"
        >
          Shortcuts and symbols <kbd className="font-mono">?</kbd>
        </button>
      </div>
      <Dialog open={open} onOpenChange={onOpenChange}>
        <DialogContent title="Shortcuts and symbols">
          <div className="grid gap-8 sm:grid-cols-2">
            <dl className="grid h-fit grid-cols-[auto_1fr] gap-x-4 gap-y-2">
              {keys
                .filter(([, , push]) => mayPush || !push)
                .map(([key, meaning]) => (
                  <div key={key} className="contents">
                    <dt>
                      <kbd className="rounded border px-1.5 py-0.5 font-mono text-[12px] whitespace-pre">
                        {key}
                      </kbd>
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
            </dl>
            <TrackLegend />
          </div>
        </DialogContent>
      </Dialog>
    </>
  );
}
