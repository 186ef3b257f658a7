import { type SentAddress, sentAddress } from "@/lib/domain/addresses/sent-address";
import type { SentNote } from "@/lib/domain/addresses/sent-note";
import { type SentPhone, sentPhone } from "@/lib/domain/addresses/sent-phone";
import type { ContactFacts, LineFacts, OrderHead, PushMode, Route } from "@/lib/domain/orders/facts";
import type { Attribute } from "@/lib/domain/orders/order";
import { extendChain, forwardedAttributes, ORIGIN_CHAIN } from "@/lib/domain/orders/origin-chain";
import { sentPayment } from "./sent-payment";
import { sentShipping } from "./sent-shipping";

/** Everything that the input is built from. */
export type OrderInputRequest = {
  order: OrderHead;
  destinationStoreName: string;
  /** How the destination store is named in the chain of the source order. */
  destinationChainLink: string;
  pushMode: PushMode;
  originMark: string;
  /** One entry per leg line: destination units and the current route. */
  lines: { legLineId: string; quantity: number; route: Route }[];
  /** Formats minor units as the decimal text that Shopify takes: 1250 EUR → "12.50". */
  formatMoney: (minor: number, currency: string) => string;
};

/** The input without personal data, as it is stored with the attempt. */
export type PlainOrderInput = { order: Record<string, unknown>; options: Record<string, unknown> };

/** The property of a source order's line that names its leg line. */
const LINE_PROPERTY = "_crossdock_line";

/** The metafield of type `id` by which a source order is looked up. */
const ORIGIN_NAMESPACE = "$app:crossdock";
const ORIGIN_KEY = "origin";

/** How an origin mark is looked up in a source store, as stored with the attempt. */
export const LOOKED_UP_BY = [`metafield ${ORIGIN_NAMESPACE}.${ORIGIN_KEY}`, "search source_identifier"];

const TAG_LENGTH = 40;
const TAG_COUNT = 250;

/**
 * The tags to send: cut to Shopify's 40 characters, unique without regard to case, at most 250. A surrogate pair is
 * never split, because PostgreSQL's jsonb refuses a lone surrogate and the leg could not be claimed.
 */
export function forwardedTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags) {
    const cut = tag
      .trim()
      .slice(0, TAG_LENGTH)
      .replace(/[\uD800-\uDBFF]$/, "")
      .trimEnd();
    if (cut && !seen.has(cut.toLowerCase())) seen.set(cut.toLowerCase(), cut);
  }
  return [...seen.values()].slice(0, TAG_COUNT);
}

/** Builds the part of the input that has no personal data. */
export function buildPlainInput(request: OrderInputRequest): PlainOrderInput {
  const { order, lines } = request;
  const currency = lines[0]?.route.currency;
  const price = (minor: number, code: string) => ({
    shopMoney: { amount: request.formatMoney(minor, code), currencyCode: code },
  });
  const shipping = sentShipping(order);
  return {
    order: {
      currency,
      sourceIdentifier: request.originMark,
      metafields: [{ namespace: ORIGIN_NAMESPACE, key: ORIGIN_KEY, type: "id", value: request.originMark }],
      financialStatus: sentPayment(order.financialStatus),
      ...(order.test ? { test: true } : {}),
      tags: forwardedTags(order.tags),
      customAttributes: [
        { key: "Origin app", value: "Crossdock" },
        { key: "Origin mark", value: request.originMark },
        { key: "Origin store", value: request.destinationStoreName },
        { key: "Origin order", value: order.name },
        { key: "Origin order id", value: order.shopifyGid },
        { key: ORIGIN_CHAIN, value: extendChain(order.contact.attributes, request.destinationChainLink) },
        ...(order.shippingMethod ? [{ key: "Shipping method", value: order.shippingMethod }] : []),
        { key: "Push mode", value: request.pushMode },
      ],
      lineItems: lines.map((line) => ({
        variantId: line.route.sourceVariantGid,
        quantity: line.quantity * line.route.ratio,
        priceSet: price(line.route.price, line.route.currency),
        requiresShipping: line.route.requiresShipping,
        taxable: line.route.taxable,
        properties: [{ name: LINE_PROPERTY, value: line.legLineId }],
      })),
      shippingLines:
        currency === undefined
          ? []
          : [
              {
                title: shipping.title,
                ...(shipping.code === null ? {} : { code: shipping.code }),
                priceSet: price(0, currency),
              },
            ],
    },
    options: {
      inventoryBehaviour: "DECREMENT_OBEYING_POLICY",
      sendReceipt: false,
      sendFulfillmentReceipt: false,
    },
  };
}

/** The personal part of the input. */
type ContactInput = {
  fields: Record<string, unknown>;
  attributes: Attribute[];
  /** The properties of each line, in the order of the sent lines. */
  lineProperties: { name: string; value: string }[][];
  /** The names of the fields that go to the source store. */
  disclosed: string[];
  /** What differs from the shopper's own words. */
  notes: SentNote[];
};

/**
 * Builds the personal part: e-mail, phone, addresses, note, attributes and line properties. Leaves out what is empty, and
 * phone numbers that Shopify refuses. What has no field is sent as an attribute.
 *
 * @param sent the properties of the order's lines that are sent, in the order of the input's lines
 */
export function buildContactInput(
  contact: ContactFacts,
  sent: readonly { properties: readonly Attribute[] }[],
): ContactInput {
  const shipping = contact.shippingAddress && sentAddress(contact.shippingAddress, "shipping");
  const billing = contact.billingAddress && sentAddress(contact.billingAddress, "billing");
  const phone = contact.phone
    ? sentPhone(contact.phone, shipping?.country ?? billing?.country ?? null)
    : null;
  const written = contact.phone ?? contact.shippingAddress?.phone ?? null;
  const fields: Record<string, unknown> = {
    ...(contact.email ? { email: contact.email } : {}),
    ...(phone ? { phone: phone.number } : {}),
    ...addressField("shippingAddress", shipping),
    ...addressField("billingAddress", billing),
    ...(contact.note ? { note: contact.note } : {}),
  };
  const made = [
    ...(written ? [{ key: "Customer phone", value: written }] : []),
    ...(shipping?.attributes ?? []),
    ...(billing?.attributes ?? []),
  ];
  const attributes = [...forwardedAttributes(contact.attributes, made), ...made];
  const lineProperties = sent.map(({ properties }) =>
    properties.filter(({ key }) => key !== LINE_PROPERTY).map(({ key, value }) => ({ name: key, value })),
  );
  return {
    fields,
    attributes,
    lineProperties,
    disclosed: [
      ...Object.keys(fields),
      ...(attributes.length > 0 ? ["attributes"] : []),
      ...(lineProperties.some((properties) => properties.length > 0) ? ["lineProperties"] : []),
    ],
    notes: [...phoneNotes(contact.phone, phone), ...(shipping?.notes ?? []), ...(billing?.notes ?? [])],
  };
}

function addressField(name: string, address: SentAddress | null): Record<string, unknown> {
  return address && Object.keys(address.fields).length > 0 ? { [name]: address.fields } : {};
}

function phoneNotes(was: string | null, phone: SentPhone | null): SentNote[] {
  if (!was || phone?.number === was) return [];
  return [
    {
      kind: phone ? "phone_normalised" : "phone_left_out",
      part: "order",
      was,
      sent: phone?.number ?? null,
    },
  ];
}

/** The properties of the lines that are sent, in their order. */
export function sentProperties(
  lines: readonly LineFacts[],
  sent: readonly { lineItemId: string }[],
): { properties: Attribute[] }[] {
  return sent.map(({ lineItemId }) => ({
    properties: lines.find((line) => line.id === lineItemId)?.properties ?? [],
  }));
}

/** Joins both parts: builds what is sent, and later what is shown as sent. */
export function joinInput(
  plain: PlainOrderInput,
  { fields, attributes, lineProperties }: ContactInput,
): PlainOrderInput {
  const own = Array.isArray(plain.order.customAttributes) ? plain.order.customAttributes : [];
  const lines: { properties: object[] }[] = Array.isArray(plain.order.lineItems) ? plain.order.lineItems : [];
  return {
    order: {
      ...plain.order,
      ...fields,
      customAttributes: [...own, ...attributes],
      lineItems: lines.map((line, index) => ({
        ...line,
        properties: [...(lineProperties[index] ?? []), ...line.properties],
      })),
    },
    options: plain.options,
  };
}

/** What a push never forwards, as the push dialog lists it. */
export const withheldFields = [
  "discounts",
  "taxes",
  "original shipping cost",
  "prices paid by the shopper",
  "payment details",
  "customer account",
] as const;
