import { TriangleAlert } from "lucide-react";

/** Marks an order that needs attention; the cause is its name. */
export function AttentionMark({ cause }: { cause: string }) {
  return (
    <span title={cause} className="inline-flex text-amber">
      <TriangleAlert className="size-4" aria-hidden="true" />
      <span className="sr-only">Needs attention: {cause}</span>
    </span>
  );
}
