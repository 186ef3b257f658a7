"use client";

import { Bookmark, Pencil, Plus, Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { SavedView } from "@/db/queries/list-desk";
import { type FilterParams, listHref, listQuery, readListQuery } from "./list-params";
import { EditView, NewView, type ViewActions } from "./view-forms";

/** Saved views: lists under a name. One's own are renamed, shared and deleted here. */
export function ViewsMenu({
  params,
  views,
  mayShare,
  actions,
}: {
  params: FilterParams;
  views: SavedView[];
  mayShare: boolean;
  actions: ViewActions;
}) {
  const [open, setOpen] = useState(false);
  const [mode, setMode] = useState<"list" | "new" | SavedView>("list");
  const query = listQuery(params);
  const current = views.find((view) => view.query === query);
  const toList = () => setMode("list");
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) toList();
      }}
    >
      <PopoverTrigger asChild>
        <Button className="max-w-52">
          <Bookmark aria-hidden="true" />
          <bdi className="truncate">{current ? current.name : "Views"}</bdi>
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Saved views" align="end">
        {mode === "list" ? (
          <>
            {views.length === 0 && (
              <p className="px-2 py-1.5 text-muted">
                No view is saved yet. A view keeps this tab with its search, filters and order under a name.
              </p>
            )}
            <ul>
              {views.map((view) => (
                <li key={view.id} className="flex items-center rounded hover:bg-sunken">
                  <Link
                    href={listHref(readListQuery(view.query))}
                    onClick={() => setOpen(false)}
                    aria-current={view === current ? "true" : undefined}
                    className={cn(
                      "min-w-0 flex-1 rounded px-2 py-1.5",
                      view === current && "bg-accent-wash font-medium",
                    )}
                  >
                    <bdi className="block truncate">{view.name}</bdi>
                    {view.shared && (
                      <span className="flex items-center gap-1 text-[12px] leading-4 text-muted">
                        <Users className="size-3 shrink-0" aria-hidden="true" />
                        <span className="truncate">
                          {view.mine ? "Shared by you" : `Shared by ${view.by}`}
                        </span>
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
          </>
        ) : mode === "new" ? (
          <NewView query={query} mayShare={mayShare} actions={actions} onDone={toList} />
        ) : (
          <EditView view={mode} mayShare={mayShare} actions={actions} onDone={toList} />
        )}
      </PopoverContent>
    </Popover>
  );
}
