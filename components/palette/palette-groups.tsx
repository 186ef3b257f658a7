import { Command } from "cmdk";
import type { ReactNode } from "react";
import type { FoundOrder } from "@/lib/domain/order-list/listed-order";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";
import type { ScopeParams } from "@/lib/order-list/scope-params";
import type { Command as OfferedCommand } from "./commands";

export function CommandGroup({
  commands,
  onDone,
}: {
  commands: readonly OfferedCommand[];
  onDone: () => void;
}) {
  return (
    <Group heading="Actions">
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
  );
}

export function OrderGroup({
  orders,
  text,
  onSelect,
}: {
  orders: FoundOrder[];
  /** The text that was typed. */
  text: string;
  onSelect: (id: string) => void;
}) {
  return (
    <Group heading="Orders">
      {orders.map((order) => (
        // The server chose these orders. Their value has the typed text, so that cmdk's own filter keeps them.
        <Item key={order.id} value={`${order.id} ${text}`} onSelect={() => onSelect(order.id)}>
          <span className="font-medium tabular-nums" translate="no">
            {order.name}
          </span>
          <span className="min-w-0 flex-1 truncate" translate="no">
            {order.customerName ?? "No name"}
          </span>
          <span className="truncate text-muted" translate="no">
            {order.merchantName ? `${order.merchantName} · ${order.storeName}` : order.storeName}
          </span>
        </Item>
      ))}
    </Group>
  );
}

/** The merchants and stores whose orders can be opened. */
export function ScopeGroup({
  choices,
  onSelect,
}: {
  choices: ScopeChoice[];
  onSelect: (scope: ScopeParams) => void;
}) {
  return (
    <Group heading="Orders of">
      {choices.flatMap((choice) => [
        ...(choice.id === null
          ? []
          : [
              <Item
                key={choice.id}
                value={`${choice.name} ${choice.id}`}
                onSelect={() => onSelect({ merchant: choice.id, store: null })}
              >
                <span className="min-w-0 flex-1 truncate" translate="no">
                  {choice.name}
                </span>
                <span className="text-muted">Merchant</span>
              </Item>,
            ]),
        ...choice.stores.map((store) => (
          <Item
            key={store.id}
            value={`${store.name} ${store.id}`}
            onSelect={() => onSelect({ merchant: null, store: store.id })}
          >
            <span className="min-w-0 flex-1 truncate" translate="no">
              {store.name}
            </span>
            <span className="text-muted">Store</span>
          </Item>
        )),
      ])}
    </Group>
  );
}

export function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-[12px] [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

export function Item(props: { value: string; onSelect(): void; children: ReactNode }) {
  return (
    <Command.Item
      {...props}
      className="flex h-8 cursor-pointer items-center gap-3 rounded px-2 data-[selected=true]:bg-accent-wash"
    />
  );
}
