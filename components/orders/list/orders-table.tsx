"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { useSteadyRows } from "@/components/live/use-steady-rows";
import {
  type ActOnOrders,
  type BulkKind,
  type BulkTarget,
  type FindMatching,
  targetText,
} from "@/components/orders/bulk/bulk-act";
import { BulkBar } from "@/components/orders/bulk/bulk-bar";
import { orderHref } from "@/components/orders/shared/order-href";
import { cn } from "@/components/ui/class-names";
import { counted } from "@/lib/domain/values/counted";
import type { ListLook } from "@/lib/order-list/columns";
import { type FilterParams, listQuery } from "@/lib/order-list/list-params";
import { loadRows } from "./load-rows";
import { OrderItem } from "./order-item";
import type { OrderRowView } from "./order-row-view";
import { OrdersGrid } from "./orders-grid";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useBulkCommands } from "./use-bulk-commands";
import { useListKeys } from "./use-list-keys";
import { type Selection, suppliersOf, useSelection } from "./use-selection";

/** Loaded when it is opened, so that the page loads faster. */
const BulkDialog = dynamic(() =>
  import("@/components/orders/bulk/bulk-dialog").then((module) => module.BulkDialog),
);

type Acting = { kind: BulkKind; target: BulkTarget; rows: OrderRowView[] };

/** The list: a table, or items on a phone. Rows can be opened, selected and pushed by mouse and keyboard. */
export function OrdersTable({
  rows: given,
  page,
  mayPush,
  newest,
  params,
  look,
  matching,
  emptyState,
  actOnOrders,
  findMatching,
}: {
  rows: OrderRowView[];
  /** The address of this page of the list. */
  page: string;
  mayPush: boolean;
  /** Whether this page shows the newest orders, so that new orders belong at its top. */
  newest: boolean;
  params: FilterParams;
  look: ListLook;
  /** How many orders the list matches in all. */
  matching: { value: number; more: boolean };
  /** Shown when there are no rows. The result of a bulk action stays open. */
  emptyState: ReactNode;
  actOnOrders: ActOnOrders;
  findMatching: FindMatching;
}) {
  const router = useRouter();
  const { rows, arrived, waiting, show } = useSteadyRows(given, { page, newest, load: loadRows });
  const selection = useSelection(rows, { query: listQuery(params), ...matching });
  // The selection at the time the dialog opened, so that live updates do not change it.
  const [acting, setActing] = useState<Acting | null>(null);
  const [help, setHelp] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);

  const { target } = selection;
  const act = (kind: BulkKind) => {
    if (!mayPush || !target) return;
    setActing({ kind, target, rows: selection.rows });
  };
  /** The button of a row pushes that row, whatever is selected. */
  const pushRow = (id: string | null) => {
    const one = rows.find((row) => row.id === id);
    if (mayPush && one)
      setActing({ kind: "push", target: { kind: "rows", orderIds: [one.id] }, rows: [one] });
  };
  useListKeys(body, {
    open: (id) => router.push(orderHref(id, params)),
    select: (id) => mayPush && selection.toggle(id),
    push: (id) => (target ? act("push") : pushRow(id)),
    clear: selection.clear,
    help: () => setHelp(true),
  });

  const offered = mayPush && target ? targetText(target) : null;
  useBulkCommands(offered, act);

  return (
    <>
      {waiting > 0 && <NewOrders count={waiting} onShow={show} />}
      {rows.length === 0 && emptyState}
      <OrdersGrid
        rows={rows}
        params={params}
        look={look}
        arrived={arrived}
        selection={mayPush ? selection : null}
        onPush={pushRow}
        body={body}
      />
      <OrderItems rows={rows} params={params} selection={mayPush ? selection : null} />
      {mayPush && target && (
        <BulkBar
          text={targetText(target)}
          matching={
            target.kind === "rows" && (matching.more || matching.value > target.orderIds.length)
              ? `${matching.value.toLocaleString("en")}${matching.more ? "+" : ""}`
              : null
          }
          onMatching={selection.selectMatching}
          onClear={selection.clear}
          onAct={act}
        />
      )}
      {acting && (
        <BulkDialog
          kind={acting.kind}
          target={acting.target}
          suppliers={acting.target.kind === "rows" ? suppliersOf(acting.rows) : []}
          nameOf={(id) => acting.rows.find((row) => row.id === id)?.name ?? "Order"}
          actOnOrders={actOnOrders}
          findMatching={findMatching}
          onClose={(done) => {
            setActing(null);
            if (done) selection.clear();
          }}
        />
      )}
      <ShortcutsDialog open={help} onOpenChange={setHelp} mayPush={mayPush} />
    </>
  );
}

function NewOrders({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div role="status" className="sticky top-14 z-20 flex h-0 justify-center md:top-3">
      <button
        type="button"
        onClick={onShow}
        className="h-7 rounded-full bg-accent px-3.5 font-medium text-accent-ink shadow-float"
      >
        {counted(count, "new order")}
      </button>
    </div>
  );
}

/** The list on a phone. */
function OrderItems({
  rows,
  params,
  selection,
}: {
  rows: readonly OrderRowView[];
  params: FilterParams;
  selection: Selection | null;
}) {
  return (
    <ul className={cn("border-t lg:hidden", rows.length === 0 && "hidden")}>
      {rows.map((row) => (
        <OrderItem
          key={row.id}
          href={orderHref(row.id, params)}
          row={row}
          selected={selection?.has(row.id) ?? false}
          onSelect={selection ? () => selection.toggle(row.id) : null}
        />
      ))}
    </ul>
  );
}
