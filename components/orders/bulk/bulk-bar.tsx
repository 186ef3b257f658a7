"use client";

import { Button } from "@/components/ui/button";
import type { BulkRequest } from "./bulk-act";

export type BulkKind = BulkRequest["kind"];

/** The bar of what is selected: how much, the rest of the list at a click, and what can be done to it. */
export function BulkBar({
  text,
  matching,
  onMatching,
  onClear,
  onAct,
}: {
  /** "12 orders" or "all 148 orders". */
  text: string;
  /** How many the list matches in all, e.g. "148"; null when they are selected already or stand on this page. */
  matching: string | null;
  onMatching: () => void;
  onClear: () => void;
  onAct: (kind: BulkKind) => void;
}) {
  return (
    <section
      aria-label="Selected orders"
      className="fixed bottom-5 left-1/2 z-30 flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-raised py-2 pr-2 pl-4 shadow-float"
    >
      <span className="flex flex-wrap items-center gap-x-3">
        <span role="status" className="font-medium whitespace-nowrap first-letter:uppercase">
          {text} selected
        </span>
        {matching && (
          <button
            type="button"
            onClick={onMatching}
            className="whitespace-nowrap text-accent underline underline-offset-2"
          >
            Select all {matching} matching
          </button>
        )}
        <Button size="small" variant="ghost" onClick={onClear}>
          Clear
        </Button>
      </span>
      <span className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => onAct("hold")}>
          Hold…
        </Button>
        <Button size="small" onClick={() => onAct("release")}>
          Release…
        </Button>
        <Button size="small" onClick={() => onAct("retry")}>
          Retry…
        </Button>
        <Button size="small" variant="primary" onClick={() => onAct("push")}>
          Push…
        </Button>
      </span>
    </section>
  );
}
