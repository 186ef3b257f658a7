"use client";

import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { Instant } from "@/components/format/instant";
import { AttentionMark } from "@/components/orders/shared/attention-mark";
import { PushTrack } from "@/components/orders/shared/push-track";
import { FulfillmentBadge, PaymentBadge } from "@/components/orders/shared/status-badges";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/class-names";
import { type ColumnId, columnIds } from "@/lib/order-list/columns";
import type { CellProps } from "./order-cells";
import type { OrderRowView } from "./order-row-view";

type ItemCell = { line: "title" | "badges" | "foot"; cell(props: Omit<CellProps, "onPush">): ReactNode };

/** The line of a phone's item that shows each column; null for columns that a phone leaves out. */
const itemCells: Record<ColumnId, ItemCell | null> = {
  order: {
    line: "title",
    cell: ({ row, href }) => (
      <Link href={href} prefetch={false} translate="no" className="font-medium after:absolute after:inset-0">
        {row.name}
      </Link>
    ),
  },
  date: {
    line: "foot",
    cell: ({ row }) => <Instant at={row.createdAt} timeZone={row.timeZone} className="whitespace-nowrap" />,
  },
  customer: {
    line: "title",
    cell: ({ row }) => (
      <bdi translate="no" className="min-w-0 flex-1 truncate text-left text-muted">
        {row.customer ?? "No name"}
      </bdi>
    ),
  },
  payment: { line: "badges", cell: ({ row }) => <PaymentBadge status={row.payment} /> },
  fulfillment: { line: "badges", cell: ({ row }) => <FulfillmentBadge status={row.fulfillment} /> },
  items: {
    line: "badges",
    cell: ({ row }) => (
      <span className="flex items-center gap-2">
        <span>{row.synced}</span> <PushTrack track={row.track} />
        {row.attention && <AttentionMark cause={row.attention} />}
      </span>
    ),
  },
  tags: null,
  shipping: null,
  paid: {
    line: "title",
    cell: ({ row }) => (
      <span translate="no" className="whitespace-nowrap tabular-nums">
        {row.paid}
      </span>
    ),
  },
};

/** An order on a narrow screen: number, customer and amount; badges and track; remark or store, and date. */
export function OrderItem({
  row,
  href,
  selected,
  onSelect,
}: {
  row: OrderRowView;
  href: string;
  selected: boolean;
  onSelect: (() => void) | null;
}) {
  const line = (name: ItemCell["line"]) => <ItemLine name={name} row={row} href={href} />;
  return (
    <li className={cn("relative flex gap-3 border-b px-4 py-2.5", selected && "bg-accent-wash")}>
      {onSelect && (
        <Checkbox
          aria-label={`Select ${row.name}`}
          checked={selected}
          onCheckedChange={onSelect}
          className="z-10 mt-0.5"
        />
      )}
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-1.5">
        <div className="flex items-baseline gap-2">{line("title")}</div>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">{line("badges")}</div>
        <div className="flex gap-2 text-[12px] leading-4 text-muted">
          <span className="min-w-0 flex-1 truncate">
            {row.remark ?? <span translate="no">{row.storeName}</span>}
          </span>
          {line("foot")}
        </div>
      </div>
    </li>
  );
}

function ItemLine({ name, row, href }: { name: ItemCell["line"]; row: OrderRowView; href: string }) {
  return columnIds.map((id) => {
    const item = itemCells[id];
    return item?.line === name && <Fragment key={id}>{item.cell({ row, href })}</Fragment>;
  });
}
