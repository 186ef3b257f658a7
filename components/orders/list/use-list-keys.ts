"use client";

import { type RefObject, useEffect, useRef } from "react";

type ListKeys = {
  open(id: string): void;
  select(id: string): void;
  push(id: string | null): void;
  clear(): void;
  help(): void;
};

/** The keyboard shortcuts of the list: `/` searches, `j k` move, `x` selects, `p` pushes, Enter opens, Esc clears, `?` helps. */
export function useListKeys(body: RefObject<HTMLElement | null>, keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const rows = () => [...(body.current?.querySelectorAll<HTMLElement>("[data-order]") ?? [])];
    const here = () => document.activeElement?.closest<HTMLElement>("[data-order]") ?? null;
    const move = (by: 1 | -1) => {
      const all = rows();
      const current = here();
      const next = current ? all[all.indexOf(current) + by] : all[by === 1 ? 0 : all.length - 1];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("input,textarea,select,[role=dialog],[role=menu]")) return;
      const id = here()?.dataset.order ?? null;
      if (event.key === "/") document.getElementById("order-search")?.focus();
      else if (event.key === "j") move(1);
      else if (event.key === "k") move(-1);
      else if (event.key === "x" && id) latest.current.select(id);
      else if (event.key === "p") latest.current.push(id);
      else if (event.key === "Enter" && id && target?.matches("[data-order]")) latest.current.open(id);
      else if (event.key === "Escape") latest.current.clear();
      else if (event.key === "?") latest.current.help();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [body]);
}
