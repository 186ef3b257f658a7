import { formatDuration } from "@/components/format/format-duration";
import { listHref, plainList } from "@/components/orders/list-params";
import type { StoreCounts } from "@/db/queries/count-since";
import type { SellingStore } from "@/db/queries/selling-stores";
import type { OrderTab } from "@/lib/domain/order-filter";

export type TodayRow = { store: SellingStore; counts: StoreCounts };

/** One number of a store's day, the list that it counts, and what a screen reader is told behind it. */
export type Figure = {
  label: string;
  text: string;
  /** Null where there is nothing to open. */
  href: string | null;
  what: string;
  tone: "plain" | "quiet" | "needs you";
};

/**
 * The numbers of a store's day. Their lists are narrowed to the store, because a list counts its days in the
 * chosen store's time zone; only so does each number agree with its list.
 */
export function figures({ store, counts }: TodayRow): Figure[] {
  const list = (tab: OrderTab) => listHref({ ...plainList, tab, store: store.id, date: { preset: "today" } });
  const count = (label: string, value: number, tab: OrderTab, tone: Figure["tone"] = "plain"): Figure => ({
    ...{ label, text: value.toLocaleString("en"), href: list(tab) },
    what: `${label.toLowerCase()}, ${store.name}`,
    tone: value === 0 ? "quiet" : tone,
  });
  const span = (label: string, seconds: number | null, href: string | null): Figure => ({
    label,
    text: seconds === null ? "none yet" : formatDuration(seconds),
    href: seconds === null ? null : href,
    what: `${label.toLowerCase()}, ${store.name}`,
    tone: "plain",
  });
  const { worstOrderId } = counts;
  return [
    count("Received", counts.received, "all"),
    count("Pushed", counts.pushed, "pushed"),
    count("Partly pushed", counts.partlyPushed, "partially_pushed"),
    count("Waiting", counts.notPushed, "not_pushed"),
    count("In trouble", counts.inTrouble, "attention", "needs you"),
    span("Median to push", counts.medianSeconds, list("pushed")),
    span("Worst to push", counts.worstSeconds, worstOrderId && `/orders/${worstOrderId}`),
  ];
}
