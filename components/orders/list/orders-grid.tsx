import type { RefObject } from "react";
import { orderHref } from "@/components/orders/shared/order-href";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/class-names";
import { Th } from "@/components/ui/table";
import { type ListLook, shownColumns } from "@/lib/order-list/columns";
import type { FilterParams } from "@/lib/order-list/list-params";
import { OrderRow } from "./order-row";
import type { OrderRowView } from "./order-row-view";
import { OrdersHead } from "./orders-head";
import type { Selection } from "./use-selection";

/** The list as a table, for wide screens. */
export function OrdersGrid({
  rows,
  params,
  look,
  arrived,
  selection,
  onPush,
  body,
}: {
  rows: readonly OrderRowView[];
  params: FilterParams;
  look: ListLook;
  /** The ids of rows that have just been added. */
  arrived: ReadonlySet<string>;
  /** Null for users who may not push: they cannot select rows. */
  selection: Selection | null;
  onPush: (orderId: string) => void;
  body: RefObject<HTMLTableSectionElement | null>;
}) {
  const columns = shownColumns(look);
  return (
    <div className={cn("hidden overflow-x-auto border-y", rows.length > 0 && "lg:block")}>
      <table
        data-dense={look.dense}
        data-one-store={params.store !== null}
        className="group/table w-full border-collapse text-left text-[13px] tabular-nums"
      >
        <thead className="bg-sunken">
          <tr>
            {selection && (
              <Th className="w-10 pl-6">
                <Checkbox
                  aria-label="Select every order on this page"
                  checked={selection.share}
                  onCheckedChange={selection.togglePage}
                />
              </Th>
            )}
            <OrdersHead params={params} columns={columns} indented={selection === null} />
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <OrderRow
              key={row.id}
              href={orderHref(row.id, params)}
              row={row}
              columns={columns}
              arrived={arrived.has(row.id)}
              selected={selection?.has(row.id) ?? false}
              onSelect={selection ? () => selection.toggle(row.id) : null}
              onPush={selection && row.pushable ? () => onPush(row.id) : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
