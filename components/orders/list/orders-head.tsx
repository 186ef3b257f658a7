import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Th } from "@/components/ui/table";
import type { OrderSort } from "@/lib/domain/order-list/order-filter";
import { type FilterParams, listHref } from "@/lib/order-list/list-params";
import { type Column, columnNames, columns } from "./columns";

/** The heads of the list's columns; date and amount sort, and a second click turns the order round. */
export function OrdersHead({
  params,
  hidden,
  first,
}: {
  params: FilterParams;
  hidden: readonly Column[];
  /** Whether the order's number is the first column, without a box to select it. */
  first: boolean;
}) {
  return (
    <>
      <Th className={first ? "pl-6" : ""}>Order</Th>
      <SortHead by="date" params={params}>
        Date
      </SortHead>
      {columns
        .filter((column) => !hidden.includes(column))
        .map((column) => (
          <Th key={column}>{columnNames[column]}</Th>
        ))}
      <SortHead by="paid" params={params} className="pr-6 text-right">
        Amount paid
      </SortHead>
    </>
  );
}

function SortHead({
  by,
  params,
  className,
  children,
}: {
  by: OrderSort["by"];
  params: FilterParams;
  className?: string;
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
