"use client";

import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { Input } from "@/components/ui/input";
import { type FilterParams, listHref } from "@/lib/order-list/list-params";

/** The search, which is part of the address, and the other controls of the list. */
export function OrdersToolbar({ params, children }: { params: FilterParams; children: ReactNode }) {
  const router = useRouter();
  const [text, setText] = useState(params.q);
  const [pending, startTransition] = useTransition();
  const typed = useRef(params.q);

  // When the address changes in another way (back, a tab), the field follows, but not while the user types.
  useEffect(() => {
    if (params.q !== typed.current) {
      typed.current = params.q;
      setText(params.q);
    }
  }, [params.q]);

  // Going back leads to the list before the search, not to each text that was typed.
  const search = (q: string) =>
    startTransition(() => {
      const href = listHref({ ...params, q });
      if (params.q === "") router.push(href, { scroll: false });
      else router.replace(href, { scroll: false });
    });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts a search
  useEffect(() => {
    if (text.trim() === typed.current) return;
    const timer = setTimeout(() => {
      typed.current = text.trim();
      search(text.trim());
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <search className="flex flex-wrap items-center gap-2 px-4 py-2.5 md:px-6" aria-busy={pending}>
      <div className="relative min-w-56 flex-1 md:max-w-[340px]">
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
          placeholder="Number, customer, SKU or product"
          aria-label="Search orders by number, customer, e-mail, phone, SKU, product, supplier, tag or Shopify address"
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
      {children}
      <span role="status" className="text-muted">
        {pending ? "Searching…" : ""}
      </span>
    </search>
  );
}
