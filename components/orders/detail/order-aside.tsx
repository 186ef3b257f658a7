import type { ReactNode } from "react";
import { formatAddress } from "@/components/format/format-address";
import { formatMoney } from "@/components/format/format-money";
import { Instant } from "@/components/format/instant";
import { Tags } from "@/components/orders/shared/tags";
import { CopyButton } from "@/components/ui/copy-button";
import { shownCustomer } from "@/lib/domain/addresses/shown-customer";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";

/** The order's customer, addresses, shipping, money, tags, note and attributes. */
export function OrderAside({ detail }: { detail: OrderDetail }) {
  const { order, contact } = detail;
  const shipping = formatAddress(contact.shippingAddress ?? null);
  const billing = formatAddress(contact.billingAddress ?? null);
  const money = (minor: number) => formatMoney(minor, order.currency);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4">
      <Withheld detail={detail} />
      <Panel title="Customer">
        <bdi translate="no" className="block text-left font-medium break-words">
          {customerOf(contact) ?? "No name"}
        </bdi>
        <bdi translate="no" className="block text-left break-words">
          {contact.email ?? <Muted>No e-mail</Muted>}
        </bdi>
        <bdi translate="no" className="block text-left">
          {contact.phone ?? <Muted>No phone</Muted>}
        </bdi>
      </Panel>
      <Panel
        title="Shipping address"
        action={shipping && <CopyButton text={shipping.join("\n")} label="Copy the shipping address" />}
      >
        <Address lines={shipping} none="No shipping address" />
      </Panel>
      <Panel
        title="Billing address"
        action={billing && <CopyButton text={billing.join("\n")} label="Copy the billing address" />}
      >
        {billing && shipping && billing.join() === shipping.join() ? (
          <Muted>Same as the shipping address</Muted>
        ) : (
          <Address lines={billing} none="No billing address" />
        )}
      </Panel>
      <Panel title="Shipping">
        {order.shippingLines.length === 0 ? (
          <Muted>No shipping method</Muted>
        ) : (
          <dl className="grid gap-1">
            {order.shippingLines.map((line) => (
              <Row
                key={`${line.title}${line.code}`}
                name={<bdi translate="no">{line.title}</bdi>}
                value={money(line.price)}
              />
            ))}
          </dl>
        )}
      </Panel>
      <Money order={order} />
      <Panel title="Tags">
        <Tags tags={order.tags} />
      </Panel>
      <Panel title="Note">
        {contact.note ? (
          <p dir="auto" translate="no" className="text-start break-words whitespace-pre-wrap">
            {contact.note}
          </p>
        ) : (
          <Muted>No note</Muted>
        )}
      </Panel>
      {contact.attributes.length > 0 && (
        <Panel title="Attributes">
          <dl className="grid gap-1">
            {contact.attributes.map((attribute) => (
              <Row
                key={attribute.key}
                name={<bdi translate="no">{attribute.key}</bdi>}
                value={attribute.value}
              />
            ))}
          </dl>
        </Panel>
      )}
    </div>
  );
}

/** Of when the customer's data is, while Shopify withholds it. */
function Withheld({ detail: { order, store } }: { detail: OrderDetail }) {
  if (!order.withheldSince) return null;
  return (
    <p className="rounded border bg-amber-wash px-4 py-2.5 text-amber">
      {order.contactAsOf ? (
        <>
          <span>Customer and addresses as of </span>
          <Instant at={order.contactAsOf.toISOString()} timeZone={store.timeZone} />
          <span>. Shopify withholds them since </span>
          <Instant at={order.withheldSince.toISOString()} timeZone={store.timeZone} />
          <span>.</span>
        </>
      ) : (
        <span>Shopify withholds the customer and the addresses of this order.</span>
      )}
    </p>
  );
}

function customerOf({ customerName, shippingAddress, phone }: OrderDetail["contact"]): string | null {
  return shownCustomer({
    customerName,
    company: shippingAddress?.company ?? null,
    phone: phone ?? shippingAddress?.phone ?? null,
  });
}

function Money({ order }: { order: OrderDetail["order"] }) {
  const money = (minor: number) => formatMoney(minor, order.currency);
  const presented = order.presentment;
  return (
    <Panel title="Money">
      <dl className="grid gap-1">
        <Row name="Subtotal" value={money(order.subtotal)} />
        <Row name="Discounts" value={money(order.totalDiscounts && -order.totalDiscounts)} />
        <Row name="Shipping" value={money(order.totalShipping)} />
        <Row name="Tax" value={money(order.totalTax)} />
        <Row name="Current total" value={money(order.currentTotal)} strong />
        {order.total !== order.currentTotal && <Row name="Original total" value={money(order.total)} />}
        <Row name="Received" value={money(order.totalReceived)} />
        <Row name="Refunded" value={money(order.totalRefunded)} />
        <Row name="Amount paid" value={money(order.netPayment)} strong />
        {presented && presented.netPayment !== null && presented.currency !== order.currency && (
          <Row
            name={`Paid in ${presented.currency}`}
            value={formatMoney(presented.netPayment, presented.currency)}
          />
        )}
        {order.totalOutstanding !== 0 && <Row name="Outstanding" value={money(order.totalOutstanding)} />}
      </dl>
    </Panel>
  );
}

function Panel({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="rounded border bg-raised px-4 py-3">
      <div className="mb-1.5 flex items-center justify-between gap-2">
        <h2 className="text-[12px] font-medium text-muted">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

function Address({ lines, none }: { lines: string[] | null; none: string }) {
  if (!lines) return <Muted>{none}</Muted>;
  return (
    <address className="not-italic">
      {lines.map((line) => (
        <bdi translate="no" key={line} className="block text-left break-words">
          {line}
        </bdi>
      ))}
    </address>
  );
}

function Row({ name, value, strong = false }: { name: ReactNode; value: string; strong?: boolean }) {
  return (
    <div className={strong ? "flex justify-between gap-4 font-medium" : "flex justify-between gap-4"}>
      <dt className="min-w-0 break-words">{name}</dt>
      <dd className="min-w-0 text-right break-words tabular-nums">
        <bdi translate="no">{value}</bdi>
      </dd>
    </div>
  );
}

function Muted({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}
