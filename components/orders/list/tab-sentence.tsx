import Link from "next/link";
import type { OrderTab } from "@/lib/domain/order-list/order-filter";

type StoreSettings = { id: string; name: string; autoPush: boolean };

const plain: Record<OrderTab, string> = {
  all: "Every order of your stores, whatever became of it.",
  attention:
    "Orders that wait for a person: refused, uncertain, held for something that can be put right, or parked behind a fault of their supplier's shop.",
  not_pushed: "New orders that no supplier has received yet.",
  partially_pushed: "Orders of which a supplier has a part; the rest still has to go.",
  pushed: "Every synced item has reached its supplier.",
  cancelled: "Cancelled or deleted in the destination store. Each says what became of it at the suppliers.",
};

/** The one sentence of a tab; it points to the setting that would empty the tab by itself. */
export function TabSentence({ tab, stores }: { tab: OrderTab; stores: StoreSettings[] }) {
  const off = stores.filter((store) => !store.autoPush);
  return (
    <>
      {plain[tab]}{" "}
      {tab === "not_pushed" && off.length > 0 && (
        <>
          Automatic order push is off for <StoreLinks stores={off} anchor="automatic-push" />: turn it on
          there to send new orders by themselves.
        </>
      )}
      {tab === "partially_pushed" && stores.length > 0 && (
        <>
          <em>Partial push</em> decides which suppliers get orders by hand and whether an order may go out in
          parts: see <StoreLinks stores={stores} anchor="partial-push" />.
        </>
      )}
    </>
  );
}

function StoreLinks({ stores, anchor }: { stores: StoreSettings[]; anchor: string }) {
  return stores.slice(0, 6).map((store, n) => (
    <span key={store.id}>
      {n > 0 && (n === Math.min(stores.length, 6) - 1 ? " and " : ", ")}
      <Link href={`/stores/${store.id}#${anchor}`} className="text-accent underline underline-offset-2">
        {store.name}
      </Link>
    </span>
  ));
}
