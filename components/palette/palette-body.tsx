"use client";

import { Command } from "cmdk";
import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";
import { readScopeParams, withScopeParams } from "@/lib/order-list/scope-params";
import { useOfferedCommands } from "./commands";
import { useFoundOrders } from "./use-found-orders";

export type PalettePage = { href: string; label: string };

/** What the palette finds and offers; `onDone` closes it. */
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
  // It comes after its dialog, which has then looked for something to focus already.
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
        {commands.length > 0 && (
          <Group heading="Do">
            {commands.map((command) => (
              <Item
                key={command.id}
                value={`${command.label} ${command.id}`}
                onSelect={() => {
                  onDone();
                  command.run();
                }}
              >
                {command.label}
              </Item>
            ))}
          </Group>
        )}
        {found.orders.length > 0 && (
          <Group heading="Orders">
            {found.orders.map((order) => (
              // The server chose these; whatever was typed is put in, so that the list keeps them.
              <Item
                key={order.id}
                value={`${order.id} ${text}`}
                onSelect={() => go(withScopeParams(`/orders/${order.id}`, scope))}
              >
                <span className="font-medium tabular-nums">{order.name}</span>
                <span className="min-w-0 flex-1 truncate">{order.customerName ?? "No customer"}</span>
                <span className="truncate text-muted">{order.storeName}</span>
              </Item>
            ))}
          </Group>
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
        <Group heading="Orders of">
          {choices.flatMap((choice) => [
            ...(choice.id === null
              ? []
              : [
                  <Item
                    key={choice.id}
                    value={`${choice.name} ${choice.id}`}
                    onSelect={() => go(withScopeParams("/orders", { merchant: choice.id, store: null }))}
                  >
                    <span className="min-w-0 flex-1 truncate">{choice.name}</span>
                    <span className="text-muted">Merchant</span>
                  </Item>,
                ]),
            ...choice.stores.map((store) => (
              <Item
                key={store.id}
                value={`${store.name} ${store.id}`}
                onSelect={() => go(withScopeParams("/orders", { merchant: null, store: store.id }))}
              >
                <span className="min-w-0 flex-1 truncate">{store.name}</span>
                <span className="text-muted">Store</span>
              </Item>
            )),
          ])}
        </Group>
      </Command.List>
      <Command.Empty className="px-2 py-6 text-center text-muted">
        {found.state === "busy" ? "Searching orders…" : "Nothing here has that name."}
      </Command.Empty>
      {found.state === "failed" && (
        <p role="status" className="px-2 py-2 text-red">
          Orders could not be searched. Check the connection, then type on.
        </p>
      )}
    </Command>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-[12px] [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function Item(props: { value: string; onSelect(): void; children: ReactNode }) {
  return (
    <Command.Item
      {...props}
      className="flex h-8 cursor-pointer items-center gap-3 rounded px-2 data-[selected=true]:bg-accent-wash"
    />
  );
}
