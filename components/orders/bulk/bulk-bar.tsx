"use client";

import { Button } from "@/components/ui/button";
import { codesOf } from "@/lib/domain/values/code-table";
import { type BulkKind, bulkVerbs } from "./bulk-act";

/** The main action is at the right. */
const kinds = codesOf(bulkVerbs).reverse();

/** The bar below the list: how many orders are selected, a way to select all, and the bulk actions. */
export function BulkBar({
  text,
  matching,
  onMatching,
  onClear,
  onAct,
}: {
  /** "12 orders" or "all 148 orders". */
  text: string;
  /** How many orders the list matches, e.g. "148"; null when all are selected or on this page. */
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
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="small"
            variant={kind === "push" ? "primary" : "outline"}
            onClick={() => onAct(kind)}
          >
            {bulkVerbs[kind]}…
          </Button>
        ))}
      </span>
    </section>
  );
}
