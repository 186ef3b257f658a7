"use client";

import { Menu, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { Brand } from "./brand";
import { type ShellProps, Sidebar } from "./sidebar";

/** The top bar of a phone. Its button opens the sidebar from the left. */
export function PhoneBar(props: ShellProps) {
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-paper px-3 md:hidden">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger className="rounded p-2 hover:bg-sunken" aria-label="Open the menu">
          <Menu className="size-4.5" aria-hidden="true" />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_220/0.45)]" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 left-0 z-50 w-[260px] bg-paper shadow-float"
          >
            <Dialog.Title className="sr-only">Menu</Dialog.Title>
            <Dialog.Close
              className="absolute top-3 right-3 rounded p-1.5 text-muted hover:bg-sunken"
              aria-label="Close the menu"
            >
              <X className="size-4" aria-hidden="true" />
            </Dialog.Close>
            <Sidebar {...props} onNavigate={() => setOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <Brand />
    </header>
  );
}
