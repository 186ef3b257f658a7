"use client";

import { Pencil, Plus, Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";
import { focusOnMount } from "@/components/ui/focus-on-mount";
import type { SavedView } from "@/lib/domain/order-list/list-toolbar";
import { listHref, readListQuery } from "@/lib/order-list/list-params";
import { EditView, NewView, type ViewActions } from "./view-forms";

/** The saved views, and the forms to save, change and delete one's own views. */
export function ViewsPanel({
  query,
  views,
  mayShare,
  actions,
  onOpened,
}: {
  /** The query string of the shown list. */
  query: string;
  views: SavedView[];
  mayShare: boolean;
  actions: ViewActions;
  onOpened: () => void;
}) {
  const [mode, setMode] = useState<"list" | "new" | SavedView>("list");
  const toList = () => setMode("list");
  return mode === "list" ? (
    <div ref={focusOnMount} tabIndex={-1} className="focus:outline-none">
      {views.length === 0 && (
        <p className="px-2 py-1.5 text-muted">
          No saved views yet. A view saves this tab with its search, filters and sort order under a name.
        </p>
      )}
      <ul>
        {views.map((view) => (
          <li key={view.id} className="flex items-center rounded hover:bg-sunken">
            <Link
              href={listHref(readListQuery(view.query))}
              onClick={onOpened}
              aria-current={view.query === query ? "true" : undefined}
              className={cn(
                "min-w-0 flex-1 rounded px-2 py-1.5",
                view.query === query && "bg-accent-wash font-medium",
              )}
            >
              <bdi translate="no" className="block truncate">
                {view.name}
              </bdi>
              {view.shared && (
                <span className="flex items-center gap-1 text-[12px] leading-4 text-muted">
                  <Users className="size-3 shrink-0" aria-hidden="true" />
                  <span className="truncate">{view.mine ? "Shared by you" : `Shared by ${view.by}`}</span>
                </span>
              )}
            </Link>
            {view.mine && (
              <button
                type="button"
                aria-label={`Change ${view.name}`}
                onClick={() => setMode(view)}
                className="m-1 rounded p-1.5 text-muted hover:text-ink"
              >
                <Pencil className="size-3.5" aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => setMode("new")}
        className="mt-1.5 flex h-8 w-full items-center gap-2 rounded px-2 text-left font-medium hover:bg-sunken"
      >
        <Plus className="size-4" aria-hidden="true" /> Save this list as a view…
      </button>
    </div>
  ) : mode === "new" ? (
    <NewView query={query} mayShare={mayShare} actions={actions} onDone={toList} />
  ) : (
    <EditView view={mode} mayShare={mayShare} actions={actions} onDone={toList} />
  );
}
