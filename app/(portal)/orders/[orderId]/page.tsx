import { ChevronLeft, ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { formatMoney } from "@/components/format/format-money";
import { Instant } from "@/components/format/instant";
import { ChangeCards } from "@/components/orders/change-cards";
import { LineTable } from "@/components/orders/line-table";
import { OrderAside } from "@/components/orders/order-aside";
import { PushButton } from "@/components/orders/push-button";
import { pushOffer } from "@/components/orders/push-offer";
import { PushTrack } from "@/components/orders/push-track";
import { shopifyOrderUrl } from "@/components/orders/shopify-order-url";
import { FulfillmentBadge, PaymentBadge, PushBadge } from "@/components/orders/status-badges";
import { SupplierBlock } from "@/components/orders/supplier-block";
import { supplierBlocks } from "@/components/orders/supplier-blocks";
import { Timeline } from "@/components/orders/timeline";
import { timeline } from "@/components/orders/timeline-view";
import { cancelledSentence, trackView } from "@/components/orders/track-view";
import { heldSentence, readable } from "@/components/orders/words";
import { Button } from "@/components/ui/button";
import { orderDetail } from "@/db/queries/order-detail";
import { withScope } from "@/db/scope";
import { idSchema } from "@/lib/auth/id-schema";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/require-session";
import { pushTrack } from "@/lib/domain/push-track";
import { getEnv } from "@/lib/env";
import { declareLegAbsent, pushOrders, requestLookUp, retryLeg, skipLeg } from "../actions";

const verbs = { retry: retryLeg, lookUp: requestLookUp, skip: skipLeg, declareAbsent: declareLegAbsent };

type Props = { params: Promise<{ orderId: string }> };

const load = cache(async (orderId: string) => {
  if (!idSchema.safeParse(orderId).success) notFound();
  const session = await requireSession("orders.read");
  const detail = await withScope(session.ctx.db, session.scope, (tx) =>
    orderDetail(tx, session.scope, orderId),
  );
  return { ...session, detail, now: await session.ctx.clock.now() };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { detail } = await load((await params).orderId);
  return { title: detail?.order.name ?? "Not found" };
}

export default async function OrderPage({ params }: Props) {
  const { detail, role, now } = await load((await params).orderId);
  // What another organization or merchant has, and what does not exist, look alike.
  if (!detail) notFound();
  const { order, store } = detail;
  const shopifyBaseUrl = getEnv().shopifyBaseUrl;
  const { blocks, unsynced } = supplierBlocks(detail, { now, shopifyBaseUrl });
  const track = trackView(
    pushTrack(detail.facts, now),
    (id) => detail.stores.get(id)?.name ?? "a source store",
  );
  const mayPush = may(role, "orders.push");
  return (
    <>
      <div className="px-4 pt-4 md:px-6">
        <Link href="/orders" className="inline-flex items-center gap-0.5 text-muted hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden="true" /> Orders
        </Link>
      </div>
      <header className="flex flex-wrap items-start gap-x-6 gap-y-3 border-b px-4 pt-2 pb-4 md:px-6">
        <div className="grid min-w-0 flex-1 basis-80 gap-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="text-[20px] leading-7 font-semibold tracking-[-0.015em]">{order.name}</h1>
            <PushBadge status={order.pushStatus} />
            <PaymentBadge status={order.financialStatus} />
            <FulfillmentBadge status={order.fulfillmentStatus} />
            <PushTrack track={track} size="large" />
            <span className="text-muted">
              {order.syncedItems} of {order.totalItems} synced
            </span>
          </div>
          <p className="text-muted tabular-nums">
            {formatMoney(order.netPayment, order.currency)} paid
            {order.netPayment !== order.currentTotal &&
              ` of ${formatMoney(order.currentTotal, order.currency)}`}
            {" · "}
            <Instant at={order.createdAt.toISOString()} timeZone={store.timeZone} />
            {" · "}
            <Link href={`/stores/${store.id}`} className="hover:underline">
              {store.name}
            </Link>
            {order.test && " · Test order"}
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
          {mayPush && (
            <PushButton
              orderId={order.id}
              orderName={order.name}
              offer={pushOffer(detail.facts)}
              pushOrders={pushOrders}
            />
          )}
        </div>
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-4 md:px-6 xl:grid-cols-[minmax(0,2fr)_minmax(280px,1fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
          {order.pushStatus === "cancelled" && (
            <p className="rounded border bg-sunken px-4 py-2.5">
              {cancelledSentence(track)}.{order.cancelReason && ` Reason: ${readable(order.cancelReason)}.`}
            </p>
          )}
          {(order.heldReasons.length > 0 || order.deletedAt || order.unreadableAt) && (
            <ul className="grid gap-1 rounded border bg-amber-wash px-4 py-2.5 text-amber">
              {order.deletedAt && <li>The order was deleted in its store.</li>}
              {order.unreadableAt && (
                <li>The store no longer gives this order out; what you see is the last that was read.</li>
              )}
              {order.heldReasons.map((reason) => (
                <li key={reason}>{heldSentence(reason)}</li>
              ))}
            </ul>
          )}
          <ChangeCards cards={detail.cards} lines={detail.facts.lines} timeZone={store.timeZone} />
          {blocks.map((block) => (
            <SupplierBlock
              key={block.storeId}
              block={block}
              timeZone={store.timeZone}
              actions={mayPush ? verbs : null}
            />
          ))}
          {unsynced.length > 0 && (
            <section aria-label="Not synced" className="rounded border border-dashed bg-raised">
              <h2 className="border-b px-4 py-2.5 font-semibold">Not synced</h2>
              <LineTable lines={unsynced} />
            </section>
          )}
          <Timeline entries={timeline(detail)} timeZone={store.timeZone} />
        </div>
        <OrderAside detail={detail} />
      </div>
    </>
  );
}
