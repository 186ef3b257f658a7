"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/class-names";
import { Td } from "@/components/ui/table";
import type { ColumnId } from "@/lib/order-list/columns";
import { orderCells } from "./order-cells";
import type { OrderRowView } from "./order-row-view";

/** A row of the list. A click anywhere opens the order. The row is highlighted for a moment when it changes. */
export function OrderRow({
  row,
  href,
  columns,
  arrived,
  selected,
  onSelect,
  onPush,
}: {
  row: OrderRowView;
  href: string;
  /** The columns that are shown, from left to right. */
  columns: readonly ColumnId[];
  /** Whether the order arrived while the list was open. */
  arrived: boolean;
  selected: boolean;
  onSelect: (() => void) | null;
  onPush: (() => void) | null;
}) {
  const router = useRouter();
  const highlighted = useHighlight(JSON.stringify(row));
  return (
    <tr
      data-order={row.id}
      tabIndex={-1}
      onClick={(event) => {
        const inside = event.target instanceof Element && event.target.closest("a,button,[role=checkbox]");
        if (!inside && window.getSelection()?.isCollapsed !== false) router.push(href);
      }}
      className={cn(
        "group cursor-default border-t group-data-[dense=true]/table:[&>td]:h-8 first:border-t-0 hover:bg-sunken focus:bg-accent-wash focus:outline-none",
        selected && "bg-accent-wash",
        highlighted && "row-changed",
        arrived && "row-arrived",
      )}
    >
      {onSelect && (
        <Td className="w-10 pl-6">
          <Checkbox aria-label={`Select ${row.name}`} checked={selected} onCheckedChange={onSelect} />
        </Td>
      )}
      {columns.map((id, index) => {
        const { className, cell } = orderCells[id];
        return (
          <Td key={id} className={cn(className, index === 0 && !onSelect && "pl-6")}>
            {cell({ row, href, onPush })}
          </Td>
        );
      })}
    </tr>
  );
}

/** True for a moment after the text changed, but not at first. */
function useHighlight(text: string): boolean {
  const before = useRef(text);
  const [highlighted, setHighlighted] = useState(false);
  useEffect(() => {
    if (before.current === text) return;
    before.current = text;
    setHighlighted(true);
    const timer = setTimeout(() => setHighlighted(false), 1_700);
    return () => clearTimeout(timer);
  }, [text]);
  return highlighted;
}
