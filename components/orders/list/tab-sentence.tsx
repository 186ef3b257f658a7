import Link from "next/link";
import type { OrderTab } from "@/lib/domain/order-list/order-filter";
import { tabTexts } from "./tab-texts";

type StoreSettings = { id: string; name: string; autoPush: boolean };

/** The sentence of a tab, with links to the settings that decide what is in it. */
export function TabSentence({ tab, stores }: { tab: OrderTab; stores: StoreSettings[] }) {
  const off = stores.filter((store) => !store.autoPush);
  return (
    <>
      <span>{tabTexts[tab].sentence} </span>
      {tab === "not_pushed" && off.length > 0 && (
        <>
          Automatic order push is off for <StoreLinks stores={off} anchor="automatic-push" />. When you turn
          it on there, new orders are pushed automatically.
        </>
      )}
      {tab === "partially_pushed" && stores.length > 0 && (
        <>
          <em>Partial push</em> decides whether an order is pushed in parts, and which suppliers get orders
          only manually. See <StoreLinks stores={stores} anchor="partial-push" />.
        </>
      )}
    </>
  );
}

function StoreLinks({ stores, anchor }: { stores: StoreSettings[]; anchor: string }) {
  return stores.slice(0, 6).map((store, n) => (
    <span key={store.id}>
      {n > 0 && <span>{n === Math.min(stores.length, 6) - 1 ? " and " : ", "}</span>}
      <Link
        href={`/stores/${store.id}#${anchor}`}
        className="text-accent underline underline-offset-2"
        translate="no"
      >
        {store.name}
      </Link>
    </span>
  ));
}
