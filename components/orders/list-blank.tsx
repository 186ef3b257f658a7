import Link from "next/link";
import { Blank } from "../frame/blank";
import { Button } from "../ui/button";
import { type ListParams, listHref, type OrderTab } from "./list-params";

const empty: Record<OrderTab, { title: string; text: string }> = {
  all: {
    title: "No orders yet",
    text: "An order appears here seconds after a customer places it in one of your destination stores.",
  },
  not_pushed: { title: "Nothing waits to be pushed", text: "New orders appear here as they come in." },
  partially_pushed: {
    title: "No order is partly pushed",
    text: "An order stands here while one supplier has its part and another has not.",
  },
  pushed: {
    title: "Nothing is pushed yet",
    text: "Orders appear here once every synced item has reached its supplier.",
  },
  cancelled: { title: "No cancelled orders", text: "Orders cancelled in their store appear here." },
};

/** Why the list is empty: nothing at all, nothing in this tab, or nothing that matches. */
export function ListBlank({
  params,
  total,
  hasStores,
}: {
  params: ListParams;
  total: number;
  hasStores: boolean;
}) {
  if (params.q || params.store) {
    return (
      <Blank
        title="No order matches"
        action={
          <Button asChild>
            <Link href={listHref({ tab: params.tab, q: "", store: null })}>Clear search and filter</Link>
          </Button>
        }
      >
        {total > 0
          ? "Other tabs have orders that match."
          : "Words are matched from their beginning: number, customer, e-mail, SKU and tags."}
      </Blank>
    );
  }
  if (!hasStores) {
    return (
      <Blank title="No destination store is connected">
        Orders come from destination stores. Once one is connected to a source store, its orders appear here.
      </Blank>
    );
  }
  return <Blank title={empty[params.tab].title}>{empty[params.tab].text}</Blank>;
}
