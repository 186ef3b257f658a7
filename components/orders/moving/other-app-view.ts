import { shopifyOrderUrl } from "@/components/orders/shared/shopify-order-url";
import { markKinds } from "@/lib/domain/moving/other-app-mark";
import { entryOf } from "@/lib/domain/values/code-table";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";

/** A source order that another app created, as the page shows it. */
export type OtherAppView = {
  id: string;
  name: string;
  store: string;
  url: string;
  /** Who created it and where it names this order, as a sentence. */
  detail: string;
  at: string;
};

/** The source orders of another app that look like this order; none once nothing of the order is to be pushed. */
export function otherAppViews(detail: OrderDetail, shopifyBaseUrl: string | null): OtherAppView[] {
  const { pushStatus } = detail.order;
  if (pushStatus !== "not_pushed" && pushStatus !== "partially_pushed") return [];
  return detail.facts.otherAppOrders.map((one) => {
    const store = detail.stores.get(one.sourceStoreId);
    const place = entryOf(markKinds, one.mark) ?? "its data";
    return {
      id: one.id,
      name: one.name,
      store: store?.name ?? "a source store",
      url: shopifyOrderUrl(store?.shopDomain ?? "", one.shopifyGid, shopifyBaseUrl),
      detail: `${one.app ?? "Another app"} created it. This order's number or id is in ${place}.`,
      at: one.placedAt.toISOString(),
    };
  });
}
