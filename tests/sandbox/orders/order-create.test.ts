import { describe, expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { sandboxBench } from "../harness/bench";
import { CREATE, create, DEFINE_ORIGIN, euros, oneMug } from "../harness/orders";

const bench = sandboxBench();

describe("orderCreate is not idempotent", () => {
  it("the same input sent twice creates two orders", async () => {
    const order = { ...oneMug(bench), sourceIdentifier: "leg-1" };
    const [first, second] = [await create(bench, order), await create(bench, order)];
    expect(first.order?.id).not.toBe(second.order?.id);
    expect((await bench.state()).orders).toHaveLength(2);
  });

  it("@idempotent has no effect, although the schema allows it", async () => {
    const query = CREATE.replace("orderCreate(order: $order, options: $options)", '$&@idempotent(key: "k")');
    await bench.graphql(query, { order: oneMug(bench) });
    await bench.graphql(query, { order: oneMug(bench) });
    expect((await bench.state()).orders).toHaveLength(2);
    const log = await bench.control.get<{ idempotencyKeys: string[] }[]>("/log?operation=orderCreate");
    expect(log.map(({ idempotencyKeys }) => idempotencyKeys)).toEqual([["k"], ["k"]]);
  });
});

const ADDRESS = {
  firstName: "Ada",
  lastName: "Example",
  company: "Co",
  address1: "1 Street",
  address2: "Back",
  city: "Berlin",
  zip: "10115",
  phone: "+49 30 7",
};

const FIELDS = `email phone note tags poNumber test sourceIdentifier processedAt displayFinancialStatus
  app { name } attribution { handle }
  customAttributes { key value }
  billingAddress { name countryCodeV2 country }
  shippingAddress { firstName lastName company address1 address2 city zip countryCodeV2 country phone }
  shippingLines(first: 5) { nodes { title code source originalPriceSet { shopMoney { amount } } } }
  metafield(namespace: "$app:crossdock", key: "origin") { namespace value type }
  customer { displayName }
  totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
  lineItems(first: 5) { nodes {
    quantity currentQuantity unfulfilledQuantity requiresShipping taxable sku title variantTitle vendor
    variant { sku } product { title }
    originalUnitPriceSet { shopMoney { amount } } customAttributes { key value } } }`;

/** The stored order of the test "are all stored". */
const STORED = {
  email: "ada@example.com",
  phone: "+49 30 1234567",
  note: "Ring <twice>",
  tags: ["Alpha", "beta", "zeta"],
  poNumber: "PO 1",
  test: true,
  sourceIdentifier: "leg-1",
  processedAt: "2026-01-02T03:04:05Z",
  displayFinancialStatus: "PENDING",
  app: { name: "Crossdock" },
  attribution: { handle: "crossdock" },
  customAttributes: [{ key: "origin", value: "leg-1" }],
  billingAddress: { name: "Bo Bill", countryCodeV2: "AT", country: "Austria" },
  shippingAddress: { ...ADDRESS, countryCodeV2: "DE", country: "Germany" },
  shippingLines: {
    nodes: [
      {
        title: "Standard",
        code: "STD",
        source: "crossdock",
        originalPriceSet: { shopMoney: { amount: "4.9" } },
      },
    ],
  },
  metafield: { namespace: expect.stringMatching(/^app--\d+--crossdock$/), value: "leg-1", type: "id" },
  customer: { displayName: "ada@example.com" },
  totalPriceSet: {
    shopMoney: { amount: "26.9", currencyCode: "EUR" },
    presentmentMoney: { amount: "26.9", currencyCode: "EUR" },
  },
  lineItems: {
    nodes: [
      {
        quantity: 2,
        currentQuantity: 2,
        unfulfilledQuantity: 2,
        requiresShipping: true,
        taxable: false,
        sku: "MUG-BLUE",
        title: "Mug",
        variantTitle: "Blue",
        vendor: "Kiln",
        variant: { sku: "MUG-BLUE" },
        product: { title: "Mug" },
        originalUnitPriceSet: { shopMoney: { amount: "11.0" } },
        customAttributes: [
          { key: "_leg_line", value: "pll_1" },
          { key: "Engraving", value: "Ada" },
        ],
      },
    ],
  },
};

describe("fields of the input", () => {
  it("are all stored", async () => {
    await bench.graphql(DEFINE_ORIGIN);
    const { order } = await create(bench, {
      currency: "EUR",
      email: "ada@example.com",
      phone: "+49 30 1234567",
      note: "Ring <twice>",
      tags: ["zeta", "Alpha, beta", "alpha"],
      customAttributes: [{ key: "origin", value: "leg-1" }],
      metafields: [{ namespace: "$app:crossdock", key: "origin", type: "id", value: "leg-1" }],
      sourceIdentifier: "leg-1",
      poNumber: "PO 1",
      test: true,
      financialStatus: "PENDING",
      processedAt: "2026-01-02T03:04:05Z",
      billingAddress: { firstName: "Bo", lastName: "Bill", countryCode: "AT" },
      shippingAddress: { ...ADDRESS, countryCode: "DE" },
      shippingLines: [{ title: "Standard", code: "STD", source: "crossdock", priceSet: euros("4.90") }],
      lineItems: [
        {
          variantId: bench.variant("MUG-BLUE"),
          quantity: 2,
          requiresShipping: true,
          taxable: false,
          priceSet: euros("11.00"),
          properties: [
            { name: "_leg_line", value: "pll_1" },
            { name: "Engraving", value: "Ada" },
          ],
        },
      ],
    });
    const query = `query($id: ID!) { order(id: $id) { ${FIELDS} } }`;
    const answer = await bench.graphql<{ order: object }>(query, { id: order?.id });
    expect(dataOf(answer).order).toEqual(STORED);
  });

  it("are refused if the sandbox cannot store them", async () => {
    const answer = await bench.graphql(CREATE, {
      order: { ...oneMug(bench), companyLocationId: "gid://shopify/CompanyLocation/1" },
    });
    expect(answer.errors?.[0]?.extensions.code).toBe("SANDBOX_NOT_IMPLEMENTED");
    expect((await bench.state()).orders).toHaveLength(0);
  });
});

describe("addresses", () => {
  it.each([true, false])("without name, street and city are accepted: %s", async (accept) => {
    await bench.control.post("/settings", { acceptIncompleteAddress: accept });
    const { order, userErrors } = await create(bench, {
      ...oneMug(bench),
      shippingAddress: { countryCode: "DE" },
    });
    expect(order !== null).toBe(accept);
    expect(userErrors.map(({ field }) => field?.join("."))).toEqual(
      accept
        ? []
        : ["order.shippingAddress.lastName", "order.shippingAddress.address1", "order.shippingAddress.city"],
    );
  });

  it("are not required", async () => {
    expect((await create(bench, oneMug(bench))).order).not.toBeNull();
  });
});
