"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useLivePage } from "@/components/live/use-live-page";
import { Checkbox } from "@/components/ui/checkbox";
import { Th } from "@/components/ui/table";
import { BulkPush } from "./bulk-push";
import type { ListLook } from "./columns";
import type { FilterParams } from "./list-params";
import { orderHref } from "./order-href";
import { OrderItem } from "./order-item";
import { OrderRow } from "./order-row";
import type { OrderRowView } from "./order-row-view";
import { OrdersHead } from "./orders-head";
import type { PushOrders } from "./push-result";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useListKeys } from "./use-list-keys";

/** The list: a table, on a phone two-line items. Rows are opened, selected and pushed by mouse or keyboard. */
export function OrdersTable({
  rows,
  mayPush,
  newest,
  params,
  look,
  pushOrders,
}: {
  rows: OrderRowView[];
  mayPush: boolean;
  /** Whether this page shows the newest orders, so that new ones belong on it. */
  newest: boolean;
  params: FilterParams;
  look: ListLook;
  pushOrders: PushOrders;
}) {
  const router = useRouter();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [pushing, setPushing] = useState<OrderRowView[] | null>(null);
  const [help, setHelp] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const waiting = useLivePage(newest, () => rows.map((row) => row.id));

  const shown = rows.filter((row) => selected.has(row.id));
  const toggle = (id: string) =>
    setSelected((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const push = (id: string | null) => {
    if (!mayPush) return;
    const one = rows.find((row) => row.id === id);
    const chosen = shown.length > 0 ? shown : one ? [one] : [];
    if (chosen.length > 0) setPushing(chosen);
  };
  useListKeys(body, {
    open: (id) => router.push(orderHref(id, params)),
    select: (id) => mayPush && toggle(id),
    push,
    clear: () => setSelected(new Set()),
    help: () => setHelp(true),
  });

  const all = shown.length === rows.length ? true : shown.length > 0 ? "indeterminate" : false;
  return (
    <>
      {waiting.count > 0 && (
        <div className="sticky top-14 z-20 flex h-0 justify-center md:top-3">
          <button
            type="button"
            onClick={waiting.show}
            className="h-7 rounded-full bg-accent px-3.5 font-medium text-accent-ink shadow-float"
          >
            {waiting.count === 1 ? "1 new order" : `${waiting.count} new orders`}
          </button>
        </div>
      )}
      <div className="hidden overflow-x-auto border-y lg:block">
        <table
          data-dense={look.dense}
          data-one-store={params.store !== null}
          className="group/table w-full border-collapse text-left text-[13px] tabular-nums"
        >
          <thead className="bg-sunken">
            <tr>
              {mayPush && (
                <Th className="w-10 pl-6">
                  <Checkbox
                    aria-label="Select every order on this page"
                    checked={all}
                    onCheckedChange={() =>
                      setSelected(all === true ? new Set() : new Set(rows.map((row) => row.id)))
                    }
                  />
                </Th>
              )}
              <OrdersHead params={params} hidden={look.hidden} first={!mayPush} />
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row) => (
              <OrderRow
                key={row.id}
                href={orderHref(row.id, params)}
                row={row}
                hidden={look.hidden}
                selected={selected.has(row.id)}
                onSelect={mayPush ? () => toggle(row.id) : null}
                onPush={mayPush && row.pushable ? () => setPushing([row]) : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ul className="border-t lg:hidden">
        {rows.map((row) => (
          <OrderItem
            key={row.id}
            href={orderHref(row.id, params)}
            row={row}
            selected={selected.has(row.id)}
            onSelect={mayPush ? () => toggle(row.id) : null}
          />
        ))}
      </ul>
      {mayPush && (
        <BulkPush
          selected={shown}
          onClear={() => setSelected(new Set())}
          pushing={pushing}
          onPush={() => setPushing(shown)}
          onClose={() => setPushing(null)}
          pushOrders={pushOrders}
        />
      )}
      <ShortcutsDialog open={help} onOpenChange={setHelp} mayPush={mayPush} />
    </>
  );
}
