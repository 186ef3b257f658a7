"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useOptimistic, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { cn } from "@/components/ui/class-names";
import { toast } from "@/components/ui/toast";
import { columns, type HideableColumn, hideableColumns, type ListLook } from "@/lib/order-list/columns";
import { type FilterParams, listHref } from "@/lib/order-list/list-params";
import { sortLabels, sorts, sortText } from "@/lib/order-list/sorts";
import type { ActionResult } from "@/lib/web/define-action";

export type SaveListPreference = (input: {
  hiddenColumns: HideableColumn[];
  dense: boolean;
}) => Promise<ActionResult<{ kind: string }>>;

/** Sort order, row height and columns. The sort order is part of the address; the others are saved for the user. */
export function DisplayPanel({
  params,
  look,
  save,
  onDone,
}: {
  params: FilterParams;
  look: ListLook;
  save: SaveListPreference;
  onDone: () => void;
}) {
  const router = useRouter();
  const id = useId();
  const [shown, show] = useOptimistic(look);
  const [, start] = useTransition();
  const change = (next: ListLook) =>
    start(async () => {
      show(next);
      try {
        const result = await save({ hiddenColumns: next.hidden, dense: next.dense });
        if (!result.ok) toast.error(result.error.message);
        router.refresh();
      } catch (error) {
        toast.error(noAnswer(error, "Try again later."));
      }
    });
  return (
    <>
      <p className="px-2 py-1 text-[12px] font-medium text-muted">Order</p>
      <ul>
        {sorts.map((sort) => {
          const current = sortText(sort) === sortText(params.sort);
          return (
            <li key={sortText(sort)}>
              <Link
                href={listHref({ ...params, sort })}
                scroll={false}
                onClick={onDone}
                aria-current={current ? "true" : undefined}
                className={cn(
                  "flex h-8 items-center rounded px-2 hover:bg-sunken",
                  current && "bg-accent-wash font-medium",
                )}
              >
                {sortLabels[sort.by][sort.direction]}
              </Link>
            </li>
          );
        })}
      </ul>
      <fieldset className="mt-1.5 hidden border-t pt-1.5 lg:block">
        <legend className="sr-only">Rows</legend>
        <Box
          id={`${id}-dense`}
          label="Compact rows"
          checked={shown.dense}
          onChange={(dense) => change({ ...shown, dense })}
        />
      </fieldset>
      <fieldset className="mt-1.5 hidden border-t pt-1.5 lg:block">
        <legend className="float-left px-2 py-1 text-[12px] font-medium text-muted">Columns</legend>
        <div className="clear-both">
          {hideableColumns.map((column) => (
            <Box
              key={column}
              id={`${id}-${column}`}
              label={columns[column].label}
              checked={!shown.hidden.includes(column)}
              onChange={(visible) =>
                change({
                  ...shown,
                  hidden: visible
                    ? shown.hidden.filter((one) => one !== column)
                    : hideableColumns.filter((one) => one === column || shown.hidden.includes(one)),
                })
              }
            />
          ))}
          <p className="max-w-56 px-2 pt-1 text-[12px] text-muted min-[1200px]:hidden">
            This window is too narrow for fulfillment, tags and shipping method.
          </p>
        </div>
      </fieldset>
    </>
  );
}

function Box({
  id,
  label,
  checked,
  onChange,
}: {
  id: string;
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label htmlFor={id} className="flex min-h-8 items-center gap-2.5 rounded px-2 hover:bg-sunken">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-(--accent)"
      />
      {label}
    </label>
  );
}
