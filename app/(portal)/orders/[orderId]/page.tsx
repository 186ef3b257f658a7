import { ChevronLeft, ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { formatMoney } from "@/components/format/format-money";
import { Instant } from "@/components/format/instant";
import { ChangeCards } from "@/components/orders/detail/change-cards";
import { HoldBlock } from "@/components/orders/detail/hold-block";
import { HoldButton } from "@/components/orders/detail/hold-button";
import { LineTable } from "@/components/orders/detail/line-table";
import { OrderAside } from "@/components/orders/detail/order-aside";
import { OrderSteps } from "@/components/orders/detail/order-steps";
import { SupplierBlock } from "@/components/orders/detail/supplier-block";
import { supplierBlocks } from "@/components/orders/detail/supplier-blocks";
import { Timeline } from "@/components/orders/detail/timeline";
import { timeline } from "@/components/orders/detail/timeline-view";
import { PushButton } from "@/components/orders/push/push-button";
import { pushOffer } from "@/components/orders/push/push-offer";
import { orderHref } from "@/components/orders/shared/order-href";
import { PushTrack } from "@/components/orders/shared/push-track";
import { shopifyOrderUrl } from "@/components/orders/shared/shopify-order-url";
import { FulfillmentBadge, PaymentBadge, PushBadge } from "@/components/orders/shared/status-badges";
import { cancelledSentence, trackView } from "@/components/orders/shared/track-view";
import { Button } from "@/components/ui/button";
import type { Tx } from "@/db/client";
import { listDesk } from "@/db/queries/order-list/list-desk";
import { listNeighbours } from "@/db/queries/order-list/list-neighbours";
import { placeOf } from "@/db/queries/order-list/list-orders";
import { listSource } from "@/db/queries/order-list/list-source";
import { orderDetail } from "@/db/queries/orders/order-detail";
import { type Scope, withScope } from "@/db/scope";
import { requireSession } from "@/lib/auth/require-session";
import { may } from "@/lib/domain/people/role";
import { holdReasonSentence } from "@/lib/domain/push/hold-reason";
import { pushTrack } from "@/lib/domain/push/push-track";
import { readable } from "@/lib/domain/values/readable";
import { getEnv } from "@/lib/env";
import { listFilter, listTimeZone } from "@/lib/order-list/list-filter";
import { type ListParams, listHref, readListQuery } from "@/lib/order-list/list-params";
import { idSchema } from "@/lib/web/id-schema";
import {
  declareLegAbsent,
  holdOrder,
  nameSourceOrder,
  previewChoice,
  pushOrders,
  releaseHold,
  requestLookUp,
  retryLeg,
  skipLeg,
} from "../actions";

const verbs = {
  retry: retryLeg,
  lookUp: requestLookUp,
  skip: skipLeg,
  declareAbsent: declareLegAbsent,
  name: nameSourceOrder,
};

type Props = {
  params: Promise<{ orderId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (orderId: string, list: string) => {
  if (!idSchema.safeParse(orderId).success) notFound();
  const session = await requireSession("orders.read");
  const now = await session.ctx.clock.now();
  const params = readListQuery(list);
  return withScope(session.ctx.db, session.scope, async (tx) => {
    const detail = await orderDetail(tx, session.scope, orderId);
    const beside =
      detail && (await neighbours(tx, session.scope, detail.order, { params, now, user: session.user.id }));
    return { ...session, detail, now, params, beside };
  });
});

const isOpen = (pushStatus: string) => pushStatus === "not_pushed" || pushStatus === "partially_pushed";

/** The orders beside this one in the list from which it was opened. */
async function neighbours(
  tx: Tx,
  scope: Scope,
  order: { id: string; createdAt: Date; paidMilli: number },
  list: { params: ListParams; now: Date; user: string },
) {
  const { params, now } = list;
  const desk = await listDesk(tx, scope, list.user);
  const filter = listFilter(params, { now, timeZone: listTimeZone(desk.stores, params) });
  const source = await listSource(tx, scope, filter, params.sort);
  const { tab, sort } = params;
  return listNeighbours(tx, scope, source, { filter, tab, sort, place: placeOf(order, sort) });
}

const listOf = async ({ searchParams }: Props): Promise<string> => {
  const { list } = await searchParams;
  return typeof list === "string" ? list.slice(0, 4_000) : "";
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { detail } = await load((await props.params).orderId, await listOf(props));
  return { title: detail?.order.name ?? "Not found" };
}

export default async function OrderPage(props: Props) {
  const { detail, role, now, params, beside } = await load((await props.params).orderId, await listOf(props));
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
  // A hold has a block of its own.
  const reasons = order.heldReasons.filter((reason) => reason !== "on_hold" || !detail.hold);
  return (
    <>
      <div className="flex items-center justify-between px-4 pt-4 md:px-6">
        <Link href={listHref(params)} className="inline-flex items-center gap-0.5 text-muted hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden="true" /> Orders
        </Link>
        <OrderSteps
          previous={beside?.previous ? orderHref(beside.previous, params) : null}
          next={beside?.next ? orderHref(beside.next, params) : null}
        />
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
          {mayPush && !detail.hold && isOpen(order.pushStatus) && (
            <HoldButton orderId={order.id} orderName={order.name} holdOrder={holdOrder} />
          )}
          {mayPush && (
            <PushButton
              orderId={order.id}
              orderName={order.name}
              offer={pushOffer(detail.facts)}
              pushOrders={pushOrders}
              previewChoice={previewChoice}
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
          {(reasons.length > 0 || order.deletedAt || order.unreadableAt) && (
            <ul className="grid gap-1 rounded border bg-amber-wash px-4 py-2.5 text-amber">
              {order.deletedAt && <li>The order was deleted in its store.</li>}
              {order.unreadableAt && (
                <li>The store no longer gives this order out; what you see is the last that was read.</li>
              )}
              {reasons.map((reason) => (
                <li key={reason}>{holdReasonSentence(reason)}</li>
              ))}
            </ul>
          )}
          {detail.hold && (
            <HoldBlock
              orderId={order.id}
              hold={{ ...detail.hold, heldAt: detail.hold.heldAt.toISOString() }}
              timeZone={store.timeZone}
              releaseHold={mayPush ? releaseHold : null}
            />
          )}
          <ChangeCards cards={detail.cards} lines={detail.facts.lines} timeZone={store.timeZone} />
          {blocks.map((block) => (
            <SupplierBlock
              key={block.storeId}
              orderId={order.id}
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
