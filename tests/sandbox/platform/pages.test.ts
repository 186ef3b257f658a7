import { describe, expect, it } from "vitest";
import { numberOf, SHOP, sandboxBench } from "../harness/bench";
import { CREATE, oneMug } from "../harness/orders";
import type { OrderView } from "../harness/views";

const bench = sandboxBench();

async function get(path: string) {
  const response = await fetch(bench.sandbox.url + path);
  return { status: response.status, text: await response.text() };
}

async function post(path: string, fields: Record<string, string>) {
  const response = await fetch(bench.sandbox.url + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return {
    status: response.status,
    location: response.headers.get("location") ?? "",
    text: await response.text(),
  };
}

const variantOf = (sku: string) => numberOf(bench.variant(sku));
const NEW = `/${SHOP}/admin/orders/new`;

const entered = () => ({
  action: "place",
  variant1: variantOf("MUG-BLUE"),
  quantity1: "2",
  variant3: variantOf("POSTER"),
  quantity3: "1",
  firstName: "Ada",
  lastName: "<script>alert(1)</script>",
  address1: "1 Street",
  city: "Ulm",
  zip: "89073",
  countryCode: "de",
  email: "ada@example.com",
  phone: "+49 1",
  shippingTitle: "Express",
  shippingPrice: "9.90",
  tags: "vip, gift",
  note: "a & b",
  paid: "yes",
});

async function place(fields: Record<string, string> = entered()) {
  const { status, location } = await post(NEW, fields);
  expect(status).toBe(303);
  return location;
}

const last = async () => (await bench.state()).orders.at(-1) as OrderView;

describe("the admin", () => {
  it("lists shops, and orders with their origin", async () => {
    expect((await get("/")).text).toContain(`<a href="/${SHOP}/admin">Supplier</a>`);
    await place();
    await bench.graphql(CREATE, { order: { ...oneMug(bench), sourceIdentifier: "leg-77" } });
    const { text } = await get(`/${SHOP}/admin`);
    expect(text).toContain("Online store");
    expect(text).toContain("Crossdock · leg-77");
    expect(text).toContain("Sandbox");
  });

  it("has a label for every visible input", async () => {
    const location = await place();
    for (const path of [NEW, location]) {
      const { text } = await get(path);
      const inputs = text.match(/<(input|select|textarea)\b[^>]*>/g) ?? [];
      const labelled = text.match(/<label\b.*?<(input|select|textarea)\b/gs) ?? [];
      const hidden = inputs.filter((input) => input.includes('type="hidden"'));
      expect(labelled.length).toBe(inputs.length - hidden.length);
      expect(labelled.length).toBeGreaterThan(5);
    }
  });

  it("places an order with several lines, and escapes the input", async () => {
    const location = await place();
    const order = await last();
    expect(location).toBe(`/${SHOP}/admin/orders/${order.legacyId}`);
    expect(order).toMatchObject({
      financialStatus: "PAID",
      tags: ["gift", "vip"],
      note: "a & b",
      shippingAddress: { firstName: "Ada", city: "Ulm", countryCode: "DE" },
    });
    expect(order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["MUG-BLUE", 2],
      ["POSTER", 1],
    ]);
    expect(order.totals.total).toBe("42.90");
    const { text } = await get(location);
    expect(text).not.toContain("<script>");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).toContain("a &amp; b");
  });

  it("adds rows on request, and keeps the input", async () => {
    const { text } = await post(NEW, { ...entered(), action: "more", rows: "4" });
    expect(text).toContain('name="variant8"');
    expect(text).not.toContain('name="variant9"');
    expect(text).toContain('value="Ada"');
    expect(text).toContain(`value="${variantOf("POSTER")}" selected`);
    expect((await bench.state()).orders).toEqual([]);
  });

  it("shows errors, and keeps the input", async () => {
    const empty = await post(NEW, { action: "place", firstName: "Ada" });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('role="alert"');
    expect(empty.text).toContain('value="Ada"');
    const price = await post(NEW, { ...entered(), shippingPrice: "much" });
    expect([price.status, price.text.includes("must be an amount")]).toEqual([400, true]);
    expect((await bench.state()).orders).toEqual([]);
  });

  it("accepts payment, changes, ships, refunds and cancels", async () => {
    const { paid: _unpaid, ...unpaid } = entered();
    const path = await place(unpaid);
    expect((await last()).financialStatus).toBe("PENDING");
    await post(`${path}/pay`, {});
    expect((await last()).financialStatus).toBe("PAID");

    await post(`${path}/update`, { ...entered(), city: "Bonn", tags: "late", note: "" });
    expect(await last()).toMatchObject({ shippingAddress: { city: "Bonn" }, tags: ["late"], note: null });

    const [mug, poster] = (await last()).lines.map(({ id }) => numberOf(id));
    await post(`${path}/edit`, { [`line${mug}`]: "2", [`line${poster}`]: "0" });
    expect((await last()).lines.map(({ currentQuantity }) => currentQuantity)).toEqual([2, 0]);

    await post(`${path}/refund`, { [`line${mug}`]: "1", restockType: "CANCEL" });
    expect((await last()).lines.map(({ currentQuantity }) => currentQuantity)).toEqual([1, 0]);

    await post(`${path}/fulfill`, { [`line${mug}`]: "1", trackingCompany: "DHL", trackingNumber: "TN1" });
    expect((await last()).fulfillmentStatus).toBe("FULFILLED");
    expect((await get(path)).text).toContain("TN1");
    const refused = await post(`${path}/cancel`, { reason: "CUSTOMER" });
    expect([refused.status, refused.text.includes("outstanding fulfillments")]).toEqual([400, true]);

    const other = await place();
    expect((await post(`${other}/cancel`, { reason: "FRAUD", restock: "yes", refund: "yes" })).status).toBe(
      303,
    );
    expect(await last()).toMatchObject({ financialStatus: "REFUNDED", cancelReason: "FRAUD" });
    expect((await get(other)).text).not.toContain("Cancel order");
  });

  it("holds, releases and sets the risk level; held items cannot be shipped", async () => {
    await post(NEW, entered());
    const { legacyId } = (await bench.state()).orders[0] as OrderView;
    const path = `/${SHOP}/admin/orders/${legacyId}`;
    expect((await get(path)).text).not.toContain("Release hold");
    await post(`${path}/hold`, { reason: "INCORRECT_ADDRESS" });
    const held = await get(path);
    expect(held.text).toContain("ON_HOLD");
    expect(held.text).not.toContain("Hold fulfillment");
    const [line] = (await bench.state()).orders[0]?.lines ?? [];
    const shipped = await post(`${path}/fulfill`, { [`line${numberOf(line?.id ?? "")}`]: "1" });
    expect(shipped).toMatchObject({
      status: 400,
      text: expect.stringContaining("All remaining items are on hold."),
    });
    await post(`${path}/release`, {});
    await post(`${path}/risk`, { level: "HIGH" });
    expect((await get(path)).text).toContain('<option value="HIGH" selected>');
    expect((await bench.state()).orders[0]?.fulfillmentStatus).toBe("UNFULFILLED");
  });

  it("shows metafields, custom attributes and properties of an order from an app", async () => {
    await bench.graphql(CREATE, {
      order: {
        lineItems: [
          {
            variantId: bench.variant("MUG-BLUE"),
            quantity: 1,
            properties: [{ name: "_line", value: "pll_9" }],
          },
        ],
        customAttributes: [{ key: "origin", value: "leg-9" }],
        metafields: [{ namespace: "$app:crossdock", key: "origin", type: "id", value: "mark-9" }],
      },
    });
    const { text } = await get(`/${SHOP}/admin/orders/${(await last()).legacyId}`);
    for (const part of ["_line: pll_9", "leg-9", "mark-9", "no status"]) expect(text).toContain(part);
  });

  it.each(["/nowhere", "/none.myshopify.com/admin", `/${SHOP}/admin/orders/1`])(
    "answers 404 to %s",
    async (path) => {
      const { status, text } = await get(path);
      expect(status).toBe(404);
      expect(text).toContain('role="alert"');
    },
  );

  it("refuses forms sent with GET", async () => {
    const path = await place();
    expect((await get(`${path}/pay`)).status).toBe(405);
  });
});
