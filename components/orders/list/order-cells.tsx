import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Instant } from "@/components/format/instant";
import { AttentionMark } from "@/components/orders/shared/attention-mark";
import { PushTrack } from "@/components/orders/shared/push-track";
import { FulfillmentBadge, PaymentBadge } from "@/components/orders/shared/status-badges";
import { Tags } from "@/components/orders/shared/tags";
import { Button } from "@/components/ui/button";
import type { ColumnId } from "@/lib/order-list/columns";
import type { OrderRowView } from "./order-row-view";

export type CellProps = { row: OrderRowView; href: string; onPush: (() => void) | null };

type OrderCell = {
  /** Classes of the column's head. */
  head?: string;
  /** Classes of the cell. */
  className?: string;
  cell(props: CellProps): ReactNode;
};

/** Columns that a narrow window has no room for, so that the amount stays in view. */
const roomy = "hidden min-[1200px]:table-cell";

/** The cells of the table, one per column of the list. */
export const orderCells: Record<ColumnId, OrderCell> = {
  order: { className: "max-w-36", cell: OrderCellContent },
  date: {
    className: "whitespace-nowrap text-muted",
    cell: ({ row }) => <Instant at={row.createdAt} timeZone={row.timeZone} />,
  },
  customer: {
    className: "w-[18%] max-w-0 min-[1200px]:w-[14%]",
    cell: ({ row }) => <Clipped text={row.customer} none="No name" />,
  },
  payment: { cell: ({ row }) => <PaymentBadge status={row.payment} /> },
  fulfillment: {
    head: roomy,
    className: roomy,
    cell: ({ row }) => <FulfillmentBadge status={row.fulfillment} />,
  },
  items: { className: "whitespace-nowrap", cell: ItemsCellContent },
  tags: {
    head: roomy,
    className: `${roomy} max-w-24 min-[1400px]:max-w-36`,
    cell: ({ row }) => <Tags tags={row.tags} show={2} />,
  },
  shipping: {
    head: roomy,
    className: `${roomy} w-[12%] max-w-0`,
    cell: ({ row }) => <Clipped text={row.shippingMethod} none="None" />,
  },
  paid: {
    head: "pr-6 text-right",
    className: "relative pr-6 text-right whitespace-nowrap",
    cell: PaidCellContent,
  },
};

function OrderCellContent({ row, href }: CellProps) {
  return (
    <>
      <Link href={href} className="font-medium hover:underline" prefetch={false} translate="no">
        {row.name}
      </Link>
      {row.test && <span className="ml-1.5 text-[12px] text-muted">Test</span>}
      <span
        className="block truncate text-[12px] leading-4 text-muted group-data-[dense=true]/table:hidden group-data-[one-store=true]/table:hidden"
        title={row.storeName}
        translate="no"
      >
        {row.storeName}
      </span>
    </>
  );
}

function ItemsCellContent({ row }: CellProps) {
  return (
    <>
      <span className="flex items-center gap-2.5">
        <span className="w-12">{row.synced}</span>
        <PushTrack track={row.track} />
        {row.attention && <AttentionMark cause={row.attention} />}
      </span>
      {row.remark && (
        <span
          className="block max-w-28 truncate text-[12px] leading-4 min-[1400px]:max-w-40 text-muted group-data-[dense=true]/table:hidden"
          title={row.remark}
        >
          {row.remark}
        </span>
      )}
    </>
  );
}

/** The amount. While the row is hovered or focused, its buttons cover the amount. */
function PaidCellContent({ row, onPush }: CellProps) {
  return (
    <>
      <span translate="no">{row.paid}</span>
      {row.total && (
        <span className="block text-[12px] leading-4 text-muted group-data-[dense=true]/table:ml-1.5 group-data-[dense=true]/table:inline">
          <span className="sr-only">Total now: </span>of <span translate="no">{row.total}</span>
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
    </>
  );
}

/** A text that is cut off at the column's width; the whole text is shown on hover. */
function Clipped({ text, none }: { text: string | null; none: string }) {
  return (
    <bdi translate="no" className="block min-w-20 truncate" title={text ?? undefined}>
      {text ?? <span className="text-muted">{none}</span>}
    </bdi>
  );
}
