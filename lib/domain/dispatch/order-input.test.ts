import { expect, it } from "vitest";
import type { OrderHead } from "@/lib/domain/orders/facts";
import { formatMinorUnits } from "@/lib/domain/values/money";
import { orderHead, route } from "@/testing/seed/order-facts";
import {
  buildContactInput,
  buildPlainInput,
  forwardedTags,
  joinInput,
  type OrderInputRequest,
} from "./order-input";

const mark = "crossdock-leg_1";
const request = (order: Partial<OrderHead> = {}, change: Partial<OrderInputRequest> = {}) => ({
  order: orderHead(order),
  destinationStoreName: "Harbour Home",
  destinationChainLink: "00000000000000de",
  pushMode: "manual" as const,
  originMark: mark,
  lines: [
    {
      legLineId: "lgl_1",
      quantity: 2,
      route: route("l1", "a", { ratio: 3 }),
    },
  ],
  formatMoney: formatMinorUnits,
  ...change,
});

it("builds the part without personal data", () => {
  expect(buildPlainInput(request())).toEqual({
    order: {
      currency: "EUR",
      sourceIdentifier: mark,
      metafields: [{ namespace: "$app:crossdock", key: "origin", type: "id", value: mark }],
      financialStatus: "PAID",
      tags: ["gift"],
      customAttributes: [
        { key: "Origin app", value: "Crossdock" },
        { key: "Origin mark", value: mark },
        { key: "Origin store", value: "Harbour Home" },
        { key: "Origin order", value: "#1001" },
        { key: "Origin order id", value: "gid://shopify/Order/1" },
        { key: "Origin chain", value: "00000000000000de" },
        { key: "Shipping method", value: "Standard" },
        { key: "Push mode", value: "manual" },
      ],
      lineItems: [
        {
          variantId: "gid://shopify/ProductVariant/a-l1",
          quantity: 6,
          priceSet: { shopMoney: { amount: "12.50", currencyCode: "EUR" } },
          requiresShipping: true,
          taxable: true,
          properties: [{ name: "_crossdock_line", value: "lgl_1" }],
        },
      ],
      shippingLines: [
        {
          title: "Standard",
          code: "STD",
          priceSet: { shopMoney: { amount: "0.00", currencyCode: "EUR" } },
        },
      ],
    },
    options: {
      inventoryBehaviour: "DECREMENT_OBEYING_POLICY",
      sendReceipt: false,
      sendFulfillmentReceipt: false,
    },
  });
});

it("sends no title of a mapped line, and marks a test order", () => {
  const { order } = buildPlainInput(request({ test: true }));
  expect(JSON.stringify(order.lineItems)).not.toMatch(/"title"/);
  expect(order.test).toBe(true);
});

it("writes amounts of a currency without decimals", () => {
  const line = { legLineId: "lgl_1", quantity: 1 };
  const yen = route("l1", "a", { price: 1200, currency: "JPY" });
  const { order } = buildPlainInput(request({}, { lines: [{ ...line, route: yen }] }));
  expect(order).toMatchObject({
    currency: "JPY",
    lineItems: [{ priceSet: { shopMoney: { amount: "1200", currencyCode: "JPY" } } }],
    shippingLines: [{ priceSet: { shopMoney: { amount: "0", currencyCode: "JPY" } } }],
  });
});

it("sends a shipping line where the order has none", () => {
  const { order } = buildPlainInput(request({ shippingLines: [], shippingMethod: null }));
  expect(order.shippingLines).toMatchObject([{ title: "Shipping" }]);
  expect(JSON.stringify(order.customAttributes)).not.toContain("Shipping method");
});

it("has no personal data in the part that is stored", () => {
  const { contact } = orderHead();
  const plain = JSON.stringify(buildPlainInput(request()));
  const personal = [contact.customerName, contact.email, contact.phone, contact.note].concat(
    [contact.shippingAddress, contact.billingAddress].flatMap((address) =>
      address ? [address.firstName, address.lastName, address.address1, address.city, address.zip] : [],
    ),
    contact.attributes.map((attribute) => attribute.value),
  );
  for (const value of personal) expect(plain).not.toContain(value);
});

it("joins the personal part, and names the fields that it discloses", () => {
  const { contact } = orderHead();
  const personal = buildContactInput(contact, [{ properties: [] }]);
  expect(personal.disclosed).toEqual([
    "email",
    "phone",
    "shippingAddress",
    "billingAddress",
    "note",
    "attributes",
  ]);
  const joined = joinInput(buildPlainInput(request()), personal);
  expect(joined.order).toMatchObject({
    email: "ida@shopper.example",
    phone: "+358401234567",
    note: "Leave it at the door",
    shippingAddress: {
      firstName: "Ida",
      lastName: "Berg",
      address1: "Kaivokatu 1",
      city: "Helsinki",
      zip: "00100",
      countryCode: "FI",
    },
    billingAddress: { address1: "Laskukuja 2" },
  });
  expect(joined.order.customAttributes).toEqual(
    expect.arrayContaining([
      { key: "Push mode", value: "manual" },
      { key: "delivery-date", value: "2026-03-05" },
      { key: "Customer phone", value: "+358401234567" },
    ]),
  );
  expect(JSON.stringify(joined.order.shippingAddress)).not.toMatch(/null|"country"|"province"/);
});

it("has each attribute once when it forwards an order that an earlier push created", () => {
  const before = orderHead().contact;
  const express = { ...before, attributes: [{ key: "Push mode", value: "express" }] };
  const first = joinInput(buildPlainInput(request()), buildContactInput(express, []));
  const attributes = first.order.customAttributes as { key: string; value: string }[];
  const contact = { ...before, attributes };
  const plain = buildPlainInput(request({ contact }, { originMark: "crossdock-leg_2" }));
  const second = joinInput(plain, buildContactInput(contact, []));
  const keys = (second.order.customAttributes as { key: string }[]).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(second.order.customAttributes).toEqual(
    expect.arrayContaining([
      { key: "Origin mark", value: "crossdock-leg_2" },
      { key: "Origin mark (hop 1)", value: mark },
      { key: "Origin chain", value: "00000000000000de 00000000000000de" },
      { key: "Push mode (shopper)", value: "express" },
    ]),
  );
});

it("sends the properties of each line, names them as disclosed, and keeps them out of what is stored", () => {
  const { contact } = orderHead();
  const [one] = request().lines;
  if (!one) throw new Error("the request has a line");
  const lines = [one, { ...one, legLineId: "lgl_2" }];
  const sent = [
    { properties: [] },
    {
      properties: [
        { key: "Engraving", value: "I.B." },
        { key: "_crossdock_line", value: "somebody else's" },
      ],
    },
  ];
  const plain = buildPlainInput(request({}, { lines }));
  const personal = buildContactInput(contact, sent);
  expect(JSON.stringify(plain)).not.toContain("I.B.");
  expect(personal.disclosed).toContain("lineProperties");
  expect(joinInput(plain, personal).order.lineItems).toMatchObject([
    { properties: [{ name: "_crossdock_line", value: "lgl_1" }] },
    {
      properties: [
        { name: "Engraving", value: "I.B." },
        { name: "_crossdock_line", value: "lgl_2" },
      ],
    },
  ]);
});

it("discloses nothing of an empty contact", () => {
  const none = { shippingAddress: null, billingAddress: null, customerName: null };
  const contact = { ...none, id: "con_2", email: null, phone: null, note: null, attributes: [] };
  expect(buildContactInput(contact, [])).toEqual({
    fields: {},
    attributes: [],
    lineProperties: [],
    disclosed: [],
    notes: [],
  });
});

it("sends names of places as codes, and leaves out phone numbers that Shopify refuses", () => {
  const { contact } = orderHead();
  const address = contact.shippingAddress;
  if (address === null) throw new Error("the fixture has an address");
  const named = {
    ...address,
    countryCode: null,
    country: "United States",
    province: "Florida",
    phone: "n/a",
  };
  const none = { ...contact, phone: "0", shippingAddress: named, billingAddress: null };
  const input = buildContactInput(none, []);
  expect(input.fields.shippingAddress).toMatchObject({ countryCode: "US", provinceCode: "FL" });
  expect(JSON.stringify(input.fields)).not.toContain("phone");
  expect(input.disclosed).toEqual(["email", "shippingAddress", "note", "attributes"]);
  expect(input.attributes).toEqual([
    { key: "delivery-date", value: "2026-03-05" },
    { key: "Customer phone", value: "0" },
    { key: "Shipping phone", value: "n/a" },
  ]);
  expect(input.notes.map(({ part, kind }) => `${part} ${kind}`)).toEqual([
    "order phone_left_out",
    "shipping country_code",
    "shipping province_code",
    "shipping phone_left_out",
  ]);
});

it("writes a national phone number with the code of the address's country", () => {
  const { contact } = orderHead();
  const { fields, notes } = buildContactInput({ ...contact, phone: "040 1234567" }, []);
  expect(fields.phone).toBe("+358401234567");
  expect(notes).toEqual([
    { kind: "phone_normalised", part: "order", was: "040 1234567", sent: "+358401234567" },
  ]);
});

it("cuts tags to 40 characters, and sends at most 250, each once without regard to case", () => {
  const long = "a".repeat(45);
  expect(forwardedTags([long, "A".repeat(40), " Gift ", "gift", "  "])).toEqual(["a".repeat(40), "Gift"]);
  expect(forwardedTags(Array.from({ length: 300 }, (_, n) => `tag ${n}`))).toHaveLength(250);
});

it("never splits a surrogate pair", () => {
  const [cut = ""] = forwardedTags([`${"a".repeat(39)}😀 and more`]);
  expect(cut).toBe("a".repeat(39));
  expect(cut.isWellFormed()).toBe(true);
});
