import { describe, expect, it } from "vitest";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { mapOrder } from "./map-order";

const order = {
  id: "gid://shopify/Order/9007199254740993",
  name: "#1001",
  createdAt: "2026-11-23T08:00:00Z",
  updatedAt: "2026-11-23T08:00:01Z",
  currencyCode: "EUR",
};

const line = {
  id: "gid://shopify/LineItem/1",
  title: "Mug",
  quantity: 3,
  currentQuantity: 3,
  unfulfilledQuantity: 3,
  requiresShipping: true,
  variant: { id: "gid://shopify/ProductVariant/1" },
  product: { id: "gid://shopify/Product/1" },
};

const bag = (amount: string, currencyCode: string) => ({ shopMoney: { amount, currencyCode } });

function firstLine(value: Record<string, unknown>, tips: string[] = []) {
  const [mapped] = mapOrder(order, [{ ...line, ...value }], { tips: new Set(tips) }).lines;
  if (!mapped) throw new Error("The line is missing.");
  return mapped;
}

describe("mapOrder", () => {
  it("maps an order without most of its keys", () => {
    const mapped = mapOrder(order, []);
    expect(mapped.shopifyGid).toBe("gid://shopify/Order/9007199254740993");
    expect(mapped).toMatchObject({ financialStatus: null, netPayment: 0, tags: [], shippingLines: [] });
    expect(mapped.contact).toEqual({
      customerName: null,
      email: null,
      phone: null,
      shippingAddress: null,
      billingAddress: null,
      note: null,
      attributes: [],
    });
  });

  it("maps a null customer, null and blank addresses, and a blank email to null", () => {
    const blank = { firstName: "", lastName: " ", address1: "", city: "", zip: null, countryCodeV2: null };
    const { contact } = mapOrder(
      { ...order, customer: null, shippingAddress: null, billingAddress: blank, email: "" },
      [],
    );
    expect(contact).toMatchObject({
      customerName: null,
      shippingAddress: null,
      billingAddress: null,
      email: null,
    });
  });

  it("takes the customer's name, or else the name in the shipping address", () => {
    const shippingAddress = { firstName: "Ada", lastName: null, city: "Berlin" };
    const customer = { firstName: "Grace", lastName: "Hopper" };
    expect(mapOrder({ ...order, customer, shippingAddress }, []).contact.customerName).toBe("Grace Hopper");
    expect(mapOrder({ ...order, shippingAddress }, []).contact.customerName).toBe("Ada");
  });

  it("keeps unknown enum values", () => {
    const mapped = mapOrder(
      { ...order, displayFinancialStatus: "PAID_IN_SHELLS", displayFulfillmentStatus: "BEAMED" },
      [],
    );
    expect(mapped).toMatchObject({ financialStatus: "PAID_IN_SHELLS", fulfillmentStatus: "BEAMED" });
  });

  it.each([
    ["EUR", "12.5", 1250],
    ["JPY", "1200.0", 1200],
    ["KWD", "1.2345", 1235],
  ])("converts %s to its own minor units", (currencyCode, amount, minor) => {
    const mapped = mapOrder({ ...order, currencyCode, netPaymentSet: bag(amount, currencyCode) }, [
      { ...line, originalUnitPriceSet: bag(amount, currencyCode) },
    ]);
    expect(mapped.netPayment).toBe(minor);
    expect(mapped.lines[0]?.unitPrice).toBe(minor);
  });

  it("keeps both sides of each amount, and shows the shop's", () => {
    const both = {
      shopMoney: { amount: "6.5", currencyCode: "EUR" },
      presentmentMoney: { amount: "7.1", currencyCode: "USD" },
    };
    const mapped = mapOrder(
      {
        ...order,
        presentmentCurrencyCode: "USD",
        netPaymentSet: both,
        shippingLines: { nodes: [{ title: "Standard", code: null, discountedPriceSet: both }] },
      },
      [{ ...line, originalUnitPriceSet: both }],
    );
    expect(mapped).toMatchObject({
      currency: "EUR",
      netPayment: 650,
      presentment: { currency: "USD", netPayment: 710, totalRefunded: null },
      shippingLines: [{ price: 650, presentmentPrice: 710 }],
      lines: [{ unitPrice: 650, presentmentUnitPrice: 710 }],
    });
    expect(mapOrder(order, []).presentment).toBeNull();
  });

  it("keeps markup as text and drops characters that PostgreSQL cannot store", () => {
    const mapped = mapOrder({ ...order, note: "<b>hi</b>\0\ud800", tags: ["<i>x</i>", "", 4] }, []);
    expect(mapped.contact.note).toBe("<b>hi</b>\ufffd");
    expect(mapped.tags).toEqual(["<i>x</i>"]);
  });

  it("distinguishes gift cards, tips and custom lines", () => {
    expect(firstLine({ isGiftCard: true }).giftCard).toBe(true);
    const tip = { title: "Trinkgeld", variant: null, product: null, requiresShipping: false };
    expect(firstLine({ ...tip, unfulfilledQuantity: 0 }, [line.id])).toMatchObject({
      tip: true,
      fulfilledByOthers: 0,
    });
    expect(firstLine({ ...tip, title: "Tip" })).toMatchObject({ tip: false });
    expect(firstLine({ variant: null, product: null })).toMatchObject({ tip: false, variantGid: null });
  });

  it("keeps two lines with the same variant separate", () => {
    const { lines } = mapOrder(order, [line, { ...line, id: "gid://shopify/LineItem/2" }]);
    expect(lines.map((one) => one.shopifyGid)).toEqual([
      "gid://shopify/LineItem/1",
      "gid://shopify/LineItem/2",
    ]);
  });

  it.each([
    ["nothing shipped", { currentQuantity: 3, unfulfilledQuantity: 3 }, 0],
    ["two shipped", { currentQuantity: 3, unfulfilledQuantity: 1 }, 2],
    ["one removed", { currentQuantity: 2, unfulfilledQuantity: 2 }, 0],
    ["one removed, one shipped", { currentQuantity: 2, unfulfilledQuantity: 1 }, 1],
    ["one shipped and refunded", { currentQuantity: 2, unfulfilledQuantity: 2 }, 0],
  ])("counts shipped units that are still current: %s", (_name, quantities, units) => {
    expect(firstLine(quantities).fulfilledByOthers).toBe(units);
  });

  it("rejects an answer without an id or with an amount that is not a number", () => {
    expect(() => mapOrder({ ...order, id: undefined }, [])).toThrow(ShopifyFailure);
    expect(() => mapOrder({ ...order, netPaymentSet: bag("many", "EUR") }, [])).toThrow(ShopifyFailure);
  });
});
