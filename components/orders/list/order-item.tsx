"use client";

import Link from "next/link";
import { Instant } from "@/components/format/instant";
import { PushTrack } from "@/components/orders/shared/push-track";
import { FulfillmentBadge, PaymentBadge } from "@/components/orders/shared/status-badges";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/class-names";
import type { OrderRowView } from "./order-row-view";

/** An order on a narrow screen: number, customer and amount above; badges and track beneath. */
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
        <div className="flex items-baseline gap-2">
          <Link href={href} prefetch={false} className="font-medium after:absolute after:inset-0">
            {row.name}
          </Link>
          <bdi className="min-w-0 flex-1 truncate text-left text-muted">{row.customer ?? "No customer"}</bdi>
          <span className="whitespace-nowrap tabular-nums">{row.paid}</span>
        </div>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
          <PaymentBadge status={row.payment} />
          <FulfillmentBadge status={row.fulfillment} />
          <span className="flex items-center gap-2">
            {row.synced} <PushTrack track={row.track} />
          </span>
        </div>
        <div className="flex gap-2 text-[12px] leading-4 text-muted">
          <span className="min-w-0 flex-1 truncate">{row.remark ?? row.storeName}</span>
          <Instant at={row.createdAt} timeZone={row.timeZone} className="whitespace-nowrap" />
        </div>
      </div>
    </li>
  );
}
