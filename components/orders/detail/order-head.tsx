import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { formatMoney } from "@/components/format/format-money";
import { Instant } from "@/components/format/instant";
import { PushTrack } from "@/components/orders/shared/push-track";
import { shopifyOrderUrl } from "@/components/orders/shared/shopify-order-url";
import { FulfillmentBadge, PaymentBadge, PushBadge } from "@/components/orders/shared/status-badges";
import type { TrackView } from "@/components/orders/shared/track-view";
import { Button } from "@/components/ui/button";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";

/** The head of an order's page: number, statuses, push track, amount, store, and the actions. */
export function OrderHead({
  detail: { order, store },
  track,
  shopifyBaseUrl,
  children,
}: {
  detail: OrderDetail;
  track: TrackView;
  shopifyBaseUrl: string | null;
  /** The buttons after *Open in Shopify*. */
  children: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start gap-x-6 gap-y-3 border-b px-4 pt-2 pb-4 md:px-6">
      <div className="grid min-w-0 flex-1 basis-80 gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 translate="no" className="text-[20px] leading-7 font-semibold tracking-[-0.015em]">
            {order.name}
          </h1>
          <PushBadge order={order} />
          <PaymentBadge status={order.financialStatus} />
          <FulfillmentBadge status={order.fulfillmentStatus} />
          <PushTrack track={track} size="large" />
          <span className="text-muted">
            {order.syncedItems} of {order.totalItems} synced
          </span>
        </div>
        <p className="text-muted tabular-nums">
          <span translate="no">{formatMoney(order.netPayment, order.currency)}</span>
          {" paid"}
          {order.netPayment !== order.currentTotal && (
            <span>
              {" of "}
              <span translate="no">{formatMoney(order.currentTotal, order.currency)}</span>
            </span>
          )}
          <span>{" · "}</span>
          <Instant at={order.createdAt.toISOString()} timeZone={store.timeZone} />
          {" · "}
          <Link href={`/stores/${store.id}`} className="hover:underline" translate="no">
            {store.name}
          </Link>
          {order.test && <span>{" · Test order"}</span>}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild>
          <a
            href={shopifyOrderUrl(store.shopDomain, order.shopifyGid, shopifyBaseUrl)}
            target="_blank"
            rel="noreferrer"
          >
            Open in Shopify <ExternalLink aria-hidden="true" />
          </a>
        </Button>
        {children}
      </div>
    </header>
  );
}
