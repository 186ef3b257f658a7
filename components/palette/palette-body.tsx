"use client";

import { Command } from "cmdk";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";
import { readScopeParams, withScopeParams } from "@/lib/order-list/scope-params";
import { useOfferedCommands } from "./commands";
import { CommandGroup, Group, Item, OrderGroup, ScopeGroup } from "./palette-groups";
import { useFoundOrders } from "./use-found-orders";

export type PalettePage = { href: string; label: string };

/** The content of the palette: results and commands. `onDone` closes it. */
export function PaletteBody({
  pages,
  choices,
  onDone,
}: {
  pages: PalettePage[];
  choices: ScopeChoice[];
  onDone: () => void;
}) {
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  // The content loads after the dialog has moved the focus.
  useEffect(() => input.current?.focus(), []);
  const router = useRouter();
  const scope = readScopeParams(useSearchParams());
  const commands = useOfferedCommands();
  const found = useFoundOrders(text);
  const go = (href: string) => {
    onDone();
    router.push(href);
  };
  return (
    <Command label="Go to an order, a store or a page" loop>
      <Command.Input
        ref={input}
        value={text}
        onValueChange={setText}
        placeholder="Order number, customer, store or page"
        className="h-11 w-full border-b bg-transparent px-4 text-[15px] outline-none placeholder:text-muted"
      />
      <Command.List className="max-h-[56dvh] overflow-y-auto p-2">
        {commands.length > 0 && <CommandGroup commands={commands} onDone={onDone} />}
        {found.orders.length > 0 && (
          <OrderGroup
            orders={found.orders}
            text={text}
            onSelect={(id) => go(withScopeParams(`/orders/${id}`, scope))}
          />
        )}
        <Group heading="Pages">
          {pages.map((page) => (
            <Item
              key={page.href}
              value={`${page.label} ${page.href}`}
              onSelect={() => go(withScopeParams(page.href, scope))}
            >
              {page.label}
            </Item>
          ))}
        </Group>
        <ScopeGroup choices={choices} onSelect={(chosen) => go(withScopeParams("/orders", chosen))} />
      </Command.List>
      <Command.Empty className="px-2 py-6 text-center text-muted">
        {found.state === "busy" ? "Searching orders…" : "No results."}
      </Command.Empty>
      {found.state === "failed" && (
        <p role="status" className="px-2 py-2 text-red">
          Orders could not be searched. Check your connection and try again.
        </p>
      )}
    </Command>
  );
}
