"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { cn } from "./class-names";

/** A note about success disappears after this time. A note about a failure stays until it is closed. */
const STAYS_MS = 5_000;
const MOST = 3;

type Note = { id: number; text: string; failed: boolean };

let notes: readonly Note[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const none: readonly Note[] = [];

function change(next: readonly Note[]): void {
  notes = next;
  for (const listener of listeners) listener();
}

const close = (id: number) => change(notes.filter((note) => note.id !== id));

function add(text: string, failed: boolean): void {
  lastId += 1;
  const id = lastId;
  change([...notes.filter((note) => note.text !== text), { id, text, failed }].slice(-MOST));
  if (!failed) setTimeout(() => close(id), STAYS_MS);
}

/** Shows a note in the corner of the page: about success, or with `toast.error` about a failure. */
export const toast = Object.assign((text: string) => add(text, false), {
  error: (text: string) => add(text, true),
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The place where notes appear. A page has one. */
export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => notes,
    () => none,
  );
  return (
    <div className="pointer-events-none fixed right-4 bottom-4 z-50 grid w-[min(22rem,calc(100vw-2rem))] gap-2">
      <div role="status" className="grid gap-2">
        {shown.filter((note) => !note.failed).map(draw)}
      </div>
      <div role="alert" className="grid gap-2">
        {shown.filter((note) => note.failed).map(draw)}
      </div>
    </div>
  );
}

function draw({ id, text, failed }: Note) {
  return (
    <div
      key={id}
      className="pointer-events-auto flex items-start gap-2 rounded-lg border bg-raised py-2.5 pr-2 pl-3.5 shadow-float"
    >
      <span className={cn("min-w-0 flex-1", failed && "text-red")}>{text}</span>
      <button
        type="button"
        onClick={() => close(id)}
        aria-label="Close this note"
        className="rounded p-1 text-muted hover:bg-sunken hover:text-ink"
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </div>
  );
}
