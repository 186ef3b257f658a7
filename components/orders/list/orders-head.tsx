import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Th } from "@/components/ui/table";
import type { OrderSort, SortKey } from "@/lib/domain/order-list/order-filter";
import { type ColumnId, columns } from "@/lib/order-list/columns";
import { type FilterParams, listHref } from "@/lib/order-list/list-params";
import { orderCells } from "./order-cells";

/** The heads of the columns. Clicking the head by which the list is sorted reverses the direction. */
export function OrdersHead({
  params,
  columns: shown,
  indented,
}: {
  params: FilterParams;
  columns: readonly ColumnId[];
  /** Whether the first column is at the edge of the table, because there are no checkboxes. */
  indented: boolean;
}) {
  return shown.map((id, index) => {
    const { label, sort } = columns[id];
    const className = cn(orderCells[id].head, index === 0 && indented && "pl-6");
    return sort === null ? (
      <Th key={id} className={className}>
        {label}
      </Th>
    ) : (
      <SortHead key={id} by={sort} params={params} className={className}>
        {label}
      </SortHead>
    );
  });
}

function SortHead({
  by,
  params,
  className,
  children,
}: {
  by: SortKey;
  params: FilterParams;
  className: string;
  children: ReactNode;
}) {
  const { sort } = params;
  const direction = sort.by === by ? sort.direction : null;
  const next: OrderSort = { by, direction: direction === "desc" ? "asc" : "desc" };
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <Th
      className={className}
      aria-sort={direction === null ? "none" : direction === "asc" ? "ascending" : "descending"}
    >
      <Link
        href={listHref({ ...params, sort: next })}
        scroll={false}
        className={cn(
          "group/sort -mx-1 inline-flex items-center gap-1 rounded px-1 py-0.5 hover:text-ink",
          direction && "text-ink",
        )}
      >
        {children}
        <Arrow
          className={cn("size-3", direction === null && "opacity-0 group-hover/sort:opacity-100")}
          aria-hidden="true"
        />
      </Link>
    </Th>
  );
}
