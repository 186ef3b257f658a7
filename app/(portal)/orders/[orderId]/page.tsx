import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ChangeCards } from "@/components/orders/detail/change-cards";
import { changeViews } from "@/components/orders/detail/change-view";
import { HoldBlock } from "@/components/orders/detail/hold-block";
import { HoldButton } from "@/components/orders/detail/hold-button";
import { LineTable } from "@/components/orders/detail/line-table";
import { OrderAside } from "@/components/orders/detail/order-aside";
import { OrderHead } from "@/components/orders/detail/order-head";
import { OrderNotices } from "@/components/orders/detail/order-notices";
import { OrderSteps } from "@/components/orders/detail/order-steps";
import { SupplierBlock } from "@/components/orders/detail/supplier-block";
import { supplierBlocks } from "@/components/orders/detail/supplier-blocks";
import { Timeline } from "@/components/orders/detail/timeline";
import { timeline } from "@/components/orders/detail/timeline-view";
import { OtherAppBlock } from "@/components/orders/moving/other-app-block";
import { otherAppViews } from "@/components/orders/moving/other-app-view";
import { PushButton } from "@/components/orders/push/push-button";
import { pushOffer } from "@/components/orders/push/push-offer";
import { orderHref } from "@/components/orders/shared/order-href";
import { trackView } from "@/components/orders/shared/track-view";
import { requireSession } from "@/lib/auth/require-session";
import { may } from "@/lib/domain/people/role";
import { pushTrack } from "@/lib/domain/push/push-track";
import { getEnv } from "@/lib/env";
import { listHref, readListQuery } from "@/lib/order-list/list-params";
import { readOrderPage } from "@/lib/services/orders/read-order-page";
import { idSchema } from "@/lib/web/id-schema";
import {
  acknowledgeChanges,
  declareLegAbsent,
  dismissOtherApp,
  holdOrder,
  linkOtherApp,
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

const otherAppVerbs = { link: linkOtherApp, dismiss: dismissOtherApp };

type Props = {
  params: Promise<{ orderId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (orderId: string, list: string) => {
  if (!idSchema.safeParse(orderId).success) notFound();
  const { ctx, role, at } = await requireSession("orders.read");
  const params = readListQuery(list);
  return { page: await readOrderPage(ctx, { orderId, list: params, now: at }), role, at, params };
});

const listOf = async ({ searchParams }: Props): Promise<string> => {
  const { list } = await searchParams;
  return typeof list === "string" ? list.slice(0, 4_000) : "";
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { page } = await load((await props.params).orderId, await listOf(props));
  return { title: page?.detail.order.name ?? "Not found" };
}

export default async function OrderPage(props: Props) {
  const { page, role, at, params } = await load((await props.params).orderId, await listOf(props));
  if (!page) notFound();
  const { detail, neighbours } = page;
  const { order, store } = detail;
  const { shopifyBaseUrl } = getEnv();
  const { blocks, unsynced } = supplierBlocks(detail, { now: at, shopifyBaseUrl });
  const nameOf = (id: string) => detail.stores.get(id)?.name ?? "a source store";
  const track = trackView(pushTrack(detail.facts, at), nameOf);
  const mayPush = may(role, "orders.push");
  const isOpen = order.pushStatus === "not_pushed" || order.pushStatus === "partially_pushed";
  return (
    <>
      <div className="flex items-center justify-between px-4 pt-4 md:px-6">
        <Link href={listHref(params)} className="inline-flex items-center gap-0.5 text-muted hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden="true" /> Orders
        </Link>
        <OrderSteps
          previous={neighbours.previous && orderHref(neighbours.previous, params)}
          next={neighbours.next && orderHref(neighbours.next, params)}
        />
      </div>
      <OrderHead detail={detail} track={track} shopifyBaseUrl={shopifyBaseUrl}>
        {mayPush && !detail.hold && isOpen && (
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
      </OrderHead>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-4 md:px-6 xl:grid-cols-[minmax(0,2fr)_minmax(280px,1fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
          <OrderNotices detail={detail} track={track} shopifyBaseUrl={shopifyBaseUrl} />
          {detail.hold && (
            <HoldBlock
              orderId={order.id}
              hold={{ ...detail.hold, heldAt: detail.hold.heldAt.toISOString() }}
              timeZone={store.timeZone}
              releaseHold={mayPush ? releaseHold : null}
            />
          )}
          <OtherAppBlock
            found={otherAppViews(detail, shopifyBaseUrl)}
            {...{ orderId: order.id, orderName: order.name, timeZone: store.timeZone }}
            actions={mayPush ? otherAppVerbs : null}
          />
          <ChangeCards
            orderId={order.id}
            changes={changeViews(detail)}
            timeZone={store.timeZone}
            acknowledge={mayPush ? acknowledgeChanges : null}
          />
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
