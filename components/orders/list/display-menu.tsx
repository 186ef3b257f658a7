"use client";

import { SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { buttonVariants } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import type { ListLook } from "@/lib/order-list/columns";
import type { FilterParams } from "@/lib/order-list/list-params";
import type { SaveListPreference } from "./display-panel";

const DisplayPanel = dynamic(() => import("./display-panel").then((module) => module.DisplayPanel));

/** The menu of sort order, row height and columns. Its content is loaded when it is opened. */
export function DisplayMenu(props: { params: FilterParams; look: ListLook; save: SaveListPreference }) {
  return (
    <Popover
      label="Display"
      align="end"
      buttonClass={buttonVariants()}
      button={
        <>
          <SlidersHorizontal aria-hidden="true" /> Display
        </>
      }
    >
      {(close) => <DisplayPanel {...props} onDone={close} />}
    </Popover>
  );
}
