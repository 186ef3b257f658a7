"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";
import type { PalettePage } from "./palette-body";

/** Loaded when the palette is opened, so that pages load faster. */
const PaletteBody = dynamic(() => import("./palette-body").then((module) => module.PaletteBody), {
  loading: () => <p className="px-4 py-3 text-muted">Loading…</p>,
});

/** The palette (⌘K): goes to an order, a store or a page, or runs an action of the current page. */
export function Palette({ pages, choices }: { pages: PalettePage[]; choices: ScopeChoice[] }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="flex h-8 w-full items-center gap-2 rounded border px-2 text-left text-muted hover:border-edge hover:text-ink">
        <Search className="size-4" aria-hidden="true" />
        <span className="flex-1">Go to…</span>
        <kbd className="font-mono text-[11.5px]">⌘K</kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[oklch(0.15_0.02_220/0.45)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-[560px] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float focus:outline-none"
        >
          <Dialog.Title className="sr-only">Go to an order, a store or a page</Dialog.Title>
          <PaletteBody pages={pages} choices={choices} onDone={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
