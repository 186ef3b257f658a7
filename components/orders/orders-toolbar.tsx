"use client";

import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type ListParams, listHref } from "./list-params";

/** Search and store filter; both live in the address. */
export function OrdersToolbar({
  params,
  stores,
}: {
  params: Omit<ListParams, "beyond">;
  stores: { id: string; name: string }[];
}) {
  const router = useRouter();
  const [text, setText] = useState(params.q);
  const [pending, startTransition] = useTransition();
  const typed = useRef(params.q);

  // The address changed otherwise (back, a tab): the box follows, but never while it is being typed in.
  useEffect(() => {
    if (params.q !== typed.current) {
      typed.current = params.q;
      setText(params.q);
    }
  }, [params.q]);

  const go = (change: Partial<typeof params>) =>
    startTransition(() => router.replace(listHref({ ...params, ...change }), { scroll: false }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts a search
  useEffect(() => {
    if (text.trim() === typed.current) return;
    const timer = setTimeout(() => {
      typed.current = text.trim();
      go({ q: text.trim() });
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <search className="flex flex-wrap items-center gap-2 px-4 py-2.5 md:px-6" aria-busy={pending}>
      <div className="relative w-full max-w-[340px]">
        <Search
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted"
          aria-hidden="true"
        />
        <Input
          id="order-search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
          placeholder="Number, customer, e-mail, SKU or tag"
          aria-label="Search orders by number, customer, e-mail, SKU or tag"
          className="px-8"
          maxLength={200}
          autoComplete="off"
        />
        {text !== "" && (
          <button
            type="button"
            onClick={() => setText("")}
            aria-label="Clear the search"
            className="absolute top-1 right-1 rounded p-1 text-muted hover:bg-sunken hover:text-ink"
          >
            <X className="size-4" aria-hidden="true" />
          </button>
        )}
      </div>
      {stores.length > 1 && (
        <Select
          aria-label="Destination store"
          value={params.store ?? ""}
          onChange={(event) => go({ store: event.target.value || null })}
          className="max-w-52"
        >
          <option value="">All stores</option>
          {stores.map((store) => (
            <option key={store.id} value={store.id}>
              {store.name}
            </option>
          ))}
        </Select>
      )}
      <span role="status" className="text-muted">
        {pending ? "Searching…" : ""}
      </span>
    </search>
  );
}
