"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

/** What floats beside its button; Escape and a click elsewhere close it, and the button has the focus again. */
export function PopoverContent({
  className,
  ...props
}: ComponentProps<typeof Radix.Content> & { "aria-label": string }) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={12}
        align="start"
        className={cn(
          "z-40 max-h-[min(28rem,var(--radix-popover-content-available-height))] w-72 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-lg bg-raised p-2 shadow-float focus:outline-none",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}
