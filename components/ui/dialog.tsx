"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";

export const Dialog = Radix.Root;

/** A dialog that keeps its head and foot in view while its body scrolls. */
export function DialogContent({
  title,
  description,
  footer,
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_220/0.45)]" />
      <Radix.Content
        className={cn(
          "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-[640px] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg bg-raised shadow-float focus:outline-none",
          className,
        )}
        {...(description ? {} : { "aria-describedby": undefined })}
        {...props}
      >
        <header className="flex items-start gap-4 border-b px-5 py-3.5">
          <div className="min-w-0 flex-1">
            <Radix.Title className="text-[15px] font-semibold">{title}</Radix.Title>
            {description && (
              <Radix.Description className="mt-0.5 text-muted">{description}</Radix.Description>
            )}
          </div>
          <Radix.Close
            className="-mr-1.5 rounded p-1.5 text-muted hover:bg-sunken hover:text-ink"
            aria-label="Close"
          >
            <X className="size-4" aria-hidden="true" />
          </Radix.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer && (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3">
            {footer}
          </footer>
        )}
      </Radix.Content>
    </Radix.Portal>
  );
}
