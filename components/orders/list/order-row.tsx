"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Instant } from "@/components/format/instant";
import { PushTrack } from "@/components/orders/shared/push-track";
import { FulfillmentBadge, PaymentBadge } from "@/components/orders/shared/status-badges";
import { Tags } from "@/components/orders/shared/tags";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/class-names";
import { Td } from "@/components/ui/table";
import type { Column } from "./columns";
import type { OrderRowView } from "./order-row-view";

/** A row of the list. A click anywhere opens it; what changed in it is lit for a moment. */
export function OrderRow({
  row,
  href,
  hidden,
  arrived,
  selected,
  onSelect,
  onPush,
}: {
  row: OrderRowView;
  href: string;
  hidden: readonly Column[];
  /** Whether it came while the list was open. */
  arrived: boolean;
  selected: boolean;
  onSelect: (() => void) | null;
  onPush: (() => void) | null;
}) {
  const router = useRouter();
  const shows = (column: Column) => !hidden.includes(column);
  const lit = useLit(JSON.stringify(row));
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
        lit && "row-changed",
        arrived && "row-arrived",
      )}
    >
      {onSelect && (
        <Td className="w-10 pl-6">
          <Checkbox aria-label={`Select ${row.name}`} checked={selected} onCheckedChange={onSelect} />
        </Td>
      )}
      <Td className={cn("max-w-36", !onSelect && "pl-6")}>
        <Link href={href} className="font-medium hover:underline" prefetch={false}>
          {row.name}
        </Link>
        {row.test && <span className="ml-1.5 text-[12px] text-muted">Test</span>}
        <span
          className="block truncate text-[12px] leading-4 text-muted group-data-[dense=true]/table:hidden group-data-[one-store=true]/table:hidden"
          title={row.storeName}
        >
          {row.storeName}
        </span>
      </Td>
      <Td className="whitespace-nowrap text-muted">
        <Instant at={row.createdAt} timeZone={row.timeZone} />
      </Td>
      {shows("customer") && (
        <Td className="w-[14%] max-w-0">
          <bdi className="block min-w-20 truncate" title={row.customer ?? undefined}>
            {row.customer ?? <span className="text-muted">No customer</span>}
          </bdi>
        </Td>
      )}
      {shows("payment") && (
        <Td>
          <PaymentBadge status={row.payment} />
        </Td>
      )}
      {shows("fulfillment") && (
        <Td>
          <FulfillmentBadge status={row.fulfillment} />
        </Td>
      )}
      {shows("items") && (
        <Td className="whitespace-nowrap">
          <span className="flex items-center gap-2.5">
            <span className="w-12">{row.synced}</span>
            <PushTrack track={row.track} />
          </span>
          {row.remark && (
            <span
              className="block max-w-28 truncate text-[12px] leading-4 min-[1400px]:max-w-40 text-muted group-data-[dense=true]/table:hidden"
              title={row.remark}
            >
              {row.remark}
            </span>
          )}
        </Td>
      )}
      {shows("tags") && (
        <Td className="max-w-24 min-[1400px]:max-w-36">
          <Tags tags={row.tags} show={2} />
        </Td>
      )}
      {shows("shipping") && (
        <Td className="w-[12%] max-w-0">
          <bdi className="block min-w-20 truncate" title={row.shippingMethod ?? undefined}>
            {row.shippingMethod ?? <span className="text-muted">None</span>}
          </bdi>
        </Td>
      )}
      <Td className="relative pr-6 text-right whitespace-nowrap">
        {row.paid}
        {row.total && (
          <span className="block text-[12px] leading-4 text-muted group-data-[dense=true]/table:ml-1.5 group-data-[dense=true]/table:inline">
            <span className="sr-only">Total now: </span>of {row.total}
          </span>
        )}
        <span className="absolute inset-y-0 right-3 hidden items-center gap-1.5 bg-sunken pl-3 group-focus-within:flex group-hover:flex">
          {onPush && (
            <Button size="small" variant="primary" onClick={onPush}>
              Push…
            </Button>
          )}
          <Button asChild size="small" className="px-1.5">
            <a
              href={row.shopifyUrl}
              target="_blank"
              rel="noreferrer"
              aria-label={`Open ${row.name} in Shopify`}
            >
              <ExternalLink aria-hidden="true" />
            </a>
          </Button>
        </span>
      </Td>
    </tr>
  );
}

/** True for a moment after the text changed; never at first. */
function useLit(text: string): boolean {
  const before = useRef(text);
  const [lit, setLit] = useState(false);
  useEffect(() => {
    if (before.current === text) return;
    before.current = text;
    setLit(true);
    const timer = setTimeout(() => setLit(false), 1_700);
    return () => clearTimeout(timer);
  }, [text]);
  return lit;
}
