"use client";

import { Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import type { SavedView } from "@/lib/domain/order-list/list-toolbar";
import { type FilterParams, listQuery } from "@/lib/order-list/list-params";
import type { ViewActions } from "./view-forms";

const ViewsPanel = dynamic(() => import("./views-panel").then((module) => module.ViewsPanel));

/** The menu of saved views. Its button names the view that is shown. Its content is loaded when it is opened. */
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
  const query = listQuery(params);
  const current = views.find((view) => view.query === query);
  return (
    <Popover
      label="Saved views"
      align="end"
      buttonClass={cn(buttonVariants(), "max-w-52")}
      button={
        <>
          <Bookmark aria-hidden="true" />
          <bdi translate="no" className="truncate">
            {current ? current.name : "Views"}
          </bdi>
        </>
      }
    >
      {(close) => <ViewsPanel {...{ query, views, mayShare, actions }} onOpened={close} />}
    </Popover>
  );
}
