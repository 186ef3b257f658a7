import { describe, expect, it } from "vitest";
import { CREATE, type Created, dataOf, euros, oneMug, SHOP, sandboxBench } from "./harness";

const bench = sandboxBench();

const DEFINE = `mutation { metafieldDefinitionCreate(definition: {
  ownerType: ORDER, namespace: "$app:crossdock", key: "origin", name: "Origin", type: "id" }) {
  createdDefinition { id namespace capabilities { uniqueValues { enabled eligible } } }
  userErrors { field message code } } }`;

async function create(order: Record<string, unknown>, options: Record<string, unknown> = {}) {
  return dataOf(await bench.graphql<Created>(CREATE, { order, options })).orderCreate;
}

describe("orderCreate is not idempotent", () => {
  it("makes two orders of one input sent twice", async () => {
    const order = { ...oneMug(bench), sourceIdentifier: "leg-1" };
    const [first, second] = [await create(order), await create(order)];
    expect(first.order?.id).not.toBe(second.order?.id);
    expect((await bench.state()).orders).toHaveLength(2);
  });

  it("ignores @idempotent, which the schema lets pass", async () => {
    const query = CREATE.replace("orderCreate(order: $order, options: $options)", '$&@idempotent(key: "k")');
    await bench.graphql(query, { order: oneMug(bench) });
    await bench.graphql(query, { order: oneMug(bench) });
    expect((await bench.state()).orders).toHaveLength(2);
    const log = await bench.control.get<{ idempotencyKeys: string[] }[]>("/log?operation=orderCreate");
    expect(log.map(({ idempotencyKeys }) => idempotencyKeys)).toEqual([["k"], ["k"]]);
  });
});

describe("what is sent lands in the order", () => {
  it("keeps every field", async () => {
    await bench.graphql(DEFINE);
    const { order } = await create({
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
      shippingAddress: {
        firstName: "Ada",
        lastName: "Example",
        company: "Co",
        address1: "1 Street",
        address2: "Back",
        city: "Berlin",
        zip: "10115",
        countryCode: "DE",
        phone: "+49 30 7",
      },
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
    const read = dataOf(
      await bench.graphql<{ order: Record<string, unknown> }>(
        `query($id: ID!) { order(id: $id) {
          email phone note tags poNumber test sourceIdentifier processedAt displayFinancialStatus
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
            originalUnitPriceSet { shopMoney { amount } } customAttributes { key value } } } } }`,
        { id: order?.id },
      ),
    ).order;
    expect(read).toEqual({
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
      shippingAddress: {
        firstName: "Ada",
        lastName: "Example",
        company: "Co",
        address1: "1 Street",
        address2: "Back",
        city: "Berlin",
        zip: "10115",
        countryCodeV2: "DE",
        country: "Germany",
        phone: "+49 30 7",
      },
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
    });
  });

  it("refuses what it would have to drop", async () => {
    const answer = await bench.graphql(CREATE, {
      order: { ...oneMug(bench), companyLocationId: "gid://shopify/CompanyLocation/1" },
    });
    expect(answer.errors?.[0]?.extensions.code).toBe("SANDBOX_NOT_IMPLEMENTED");
    expect((await bench.state()).orders).toHaveLength(0);
  });
});

describe("defaults", () => {
  it("leaves the financial status null without a status and transactions (order-create-math-matrix)", async () => {
    const { order } = await create(oneMug(bench));
    expect(order?.displayFinancialStatus).toBeNull();
  });

  it.each([
    [{ financialStatus: "PAID" }, "PAID"],
    [{ financialStatus: "PENDING" }, "PENDING"],
    [{ transactions: [{ amountSet: euros("12.50") }] }, "PAID"],
    [{ transactions: [{ kind: "AUTHORIZATION", amountSet: euros("12.50") }] }, "AUTHORIZED"],
  ])("reads %j as %s", async (parts, status) => {
    const { order } = await create({ ...oneMug(bench), ...parts });
    expect(order?.displayFinancialStatus).toBe(status);
  });

  it("counts an authorised amount as not outstanding", async () => {
    const { order } = await create({
      ...oneMug(bench),
      transactions: [{ kind: "AUTHORIZATION", amountSet: euros("12.50") }],
    });
    const query = `query($id: ID!) { order(id: $id) { capturable totalCapturable
      totalOutstandingSet { shopMoney { amount } } totalReceivedSet { shopMoney { amount } } } }`;
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        capturable: true,
        totalCapturable: "12.50",
        totalOutstandingSet: { shopMoney: { amount: "0.0" } },
        totalReceivedSet: { shopMoney: { amount: "0.0" } },
      },
    });
  });

  it.each(["false", "variant"])("requiresShipping, when assumed from the %s", async (assumption) => {
    await bench.control.post("/settings", { requiresShippingDefault: assumption });
    const { order } = await create({ lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 1 }] });
    const query =
      "query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { requiresShipping } } fulfillmentOrders(first: 5) { nodes { status } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        lineItems: { nodes: [{ requiresShipping: assumption === "variant" }] },
        fulfillmentOrders: { nodes: [{ status: "OPEN" }] },
      },
    });
  });

  it.each([true, false])("money of PAID without transactions, assumed %s", async (adds) => {
    await bench.control.post("/settings", { paidStatusAddsTransaction: adds });
    const { order } = await create({ ...oneMug(bench), financialStatus: "PAID" });
    const query =
      "query($id: ID!) { order(id: $id) { displayFinancialStatus netPaymentSet { shopMoney { amount } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: {
        displayFinancialStatus: "PAID",
        netPaymentSet: { shopMoney: { amount: adds ? "12.5" : "0.0" } },
      },
    });
  });

  it("numbers orders itself and takes a given name literally", async () => {
    expect((await create(oneMug(bench))).order?.name).toBe("#1001");
    expect((await create({ ...oneMug(bench), name: "WEB-2026-#77-A" })).order?.name).toBe("WEB-2026-#77-A");
    expect((await create(oneMug(bench))).order?.name).toBe("#1003");
  });
});

describe("addresses", () => {
  it.each([true, false])("without name, street and city, when acceptance is assumed %s", async (accept) => {
    await bench.control.post("/settings", { acceptIncompleteAddress: accept });
    const { order, userErrors } = await create({ ...oneMug(bench), shippingAddress: { countryCode: "DE" } });
    expect(order !== null).toBe(accept);
    expect(userErrors.map(({ field }) => field?.join("."))).toEqual(
      accept
        ? []
        : ["order.shippingAddress.lastName", "order.shippingAddress.address1", "order.shippingAddress.city"],
    );
  });

  it("are not asked for at all", async () => {
    expect((await create(oneMug(bench))).order).not.toBeNull();
  });
});

describe("lines", () => {
  const unknown = "gid://shopify/ProductVariant/1";

  it("refuses an unknown variant without a title, as a whole, and leaves stock alone", async () => {
    const { order, userErrors } = await create(
      {
        lineItems: [
          { variantId: bench.variant("MUG-BLUE"), quantity: 1 },
          { variantId: unknown, quantity: 1 },
        ],
      },
      { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" },
    );
    expect(order).toBeNull();
    expect(userErrors.map(({ field, message }) => ({ field, message }))).toEqual([
      { field: ["order"], message: "Order Line items is invalid" },
      { field: ["order", "lineItems"], message: "Line items Name can't be blank" },
      { field: ["order", "lineItems"], message: "Line items Title can't be blank" },
    ]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("turns an unknown variant with a title silently into a custom line without stock", async () => {
    const { order } = await create({
      lineItems: [{ variantId: unknown, title: "Ghost", quantity: 1, priceSet: euros("5.00") }],
    });
    const query =
      "query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { title variant { id } } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: { lineItems: { nodes: [{ title: "Ghost", variant: null }] } },
    });
  });

  it("refuses an order without lines (order-create-validation-matrix)", async () => {
    expect(await create({ lineItems: [] })).toEqual({
      order: null,
      userErrors: [
        {
          code: "INVALID",
          field: ["order", "lineItems"],
          message: "Line items must have at least one line item",
        },
      ],
    });
  });
});

describe("stock", () => {
  it("is left alone by BYPASS, the default", async () => {
    await create(oneMug(bench));
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("falls in available and not on hand", async () => {
    await create(oneMug(bench), { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 4, onHand: 5 }]);
  });

  it("refuses a shortage when the policy says DENY, counting the same variant twice", async () => {
    const line = { variantId: bench.variant("MUG-BLUE"), quantity: 3 };
    const { order, userErrors } = await create(
      { lineItems: [line, line] },
      { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" },
    );
    expect(order).toBeNull();
    expect(userErrors).toEqual([
      {
        code: "INVENTORY_CLAIM_FAILED",
        field: ["order", "lineItems", "1"],
        message: "Unable to reserve inventory",
      },
    ]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
    const log = await bench.control.get<unknown[]>("/log?operation=orderCreate");
    expect(log).toMatchObject([{ outcome: "user-errors", committed: false }]);
  });

  it("goes below zero where the policy continues, or is ignored", async () => {
    const order = { lineItems: [{ variantId: bench.variant("MUG-RED"), quantity: 2 }] };
    await create(order, { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    expect(await bench.stock("MUG-RED")).toEqual([{ available: -2, onHand: 0 }]);
    const many = { lineItems: [{ variantId: bench.variant("MUG-BLUE"), quantity: 9 }] };
    await create(many, { inventoryBehaviour: "DECREMENT_IGNORING_POLICY" });
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: -4, onHand: 5 }]);
  });
});

describe("the unique custom id", () => {
  const marked = (value: string) => ({
    ...oneMug(bench),
    metafields: [{ namespace: "$app:crossdock", key: "origin", type: "id", value }],
  });
  const FIND = `query($v: String!) { orderByIdentifier(identifier: { customId: {
    namespace: "$app:crossdock", key: "origin", value: $v } }) { id } }`;

  it("finds an order at once, null for a value that nobody has, an error without a definition", async () => {
    const early = await bench.graphql(FIND, { v: "a" });
    expect(early.errors?.[0]?.message).toBe(
      "Metafield definition of type 'id' is required when using custom ids.",
    );
    expect(early.data).toEqual({ orderByIdentifier: null });
    await bench.graphql(DEFINE);
    const { order } = await create(marked("a"));
    expect(dataOf(await bench.graphql(FIND, { v: "a" }))).toEqual({ orderByIdentifier: { id: order?.id } });
    expect(dataOf(await bench.graphql(FIND, { v: "b" }))).toEqual({ orderByIdentifier: null });
  });

  it("is refused a second time, if that is what the real one does", async () => {
    await bench.graphql(DEFINE);
    await create(marked("a"));
    const { order, userErrors } = await create(marked("a"));
    expect(order).toBeNull();
    expect(userErrors[0]?.message).toContain("Value is already assigned to another metafield.");
    expect((await bench.state()).orders).toHaveLength(1);
  });

  it("is taken a second time, if that is what the real one does", async () => {
    await bench.control.post("/settings", { duplicateIdMetafield: "accept" });
    await bench.graphql(DEFINE);
    await create(marked("a"));
    expect((await create(marked("a"))).order).not.toBeNull();
    expect((await bench.state()).orders).toHaveLength(2);
  });

  it("has a definition that is made once and enables uniqueness by itself", async () => {
    const first = dataOf(
      await bench.graphql<{ metafieldDefinitionCreate: { createdDefinition: { capabilities: unknown } } }>(
        DEFINE,
      ),
    );
    expect(first.metafieldDefinitionCreate.createdDefinition.capabilities).toEqual({
      uniqueValues: { enabled: true, eligible: true },
    });
    const again = dataOf(
      await bench.graphql<{ metafieldDefinitionCreate: { userErrors: { code: string; field: string[] }[] } }>(
        DEFINE,
      ),
    );
    expect(again.metafieldDefinitionCreate.userErrors[0]).toMatchObject({
      code: "TAKEN",
      field: ["definition", "key"],
    });
  });
});

describe("limits and currencies", () => {
  it("refuses the sixth order of a minute on a development shop, with a user error", async () => {
    await bench.control.post("/shops", {
      domain: "dev.myshopify.com",
      currency: "EUR",
      plan: "Development",
    });
    const { accessToken } = await bench.control.post<{ accessToken: string }>("/tokens", {
      shop: "dev.myshopify.com",
      clientId: "client-1",
      scopes: ["write_orders"],
    });
    const order = { lineItems: [{ title: "Thing", quantity: 1, priceSet: euros("1.00") }] };
    const send = async () => {
      const response = await bench.raw(
        { query: CREATE, variables: { order } },
        accessToken,
        "dev.myshopify.com",
      );
      return ((await response.json()) as { data: Created }).data.orderCreate;
    };
    for (let count = 0; count < 5; count += 1) expect((await send()).order).not.toBeNull();
    const sixth = await send();
    expect(sixth.order).toBeNull();
    expect(sixth.userErrors[0]?.message).toBe("Too many attempts. Please try again later.");
    const { orders } = await bench.control.get<{ orders: unknown[] }>("/shops/dev.myshopify.com");
    expect(orders).toHaveLength(5);
  });

  it.each([
    ["JPY", "1200", "2400.0", "2400"],
    ["KWD", "1.234", "2.468", "2.468"],
    ["USD", "12.50", "25.0", "25.00"],
  ])("computes in %s", async (currency, price, decimal, money) => {
    const priceSet = { shopMoney: { amount: price, currencyCode: currency } };
    const { order } = await create({
      currency,
      lineItems: [{ title: "Thing", quantity: 2, priceSet }],
    });
    const query = "query($id: ID!) { order(id: $id) { totalPrice totalPriceSet { shopMoney { amount } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: { totalPrice: money, totalPriceSet: { shopMoney: { amount: decimal } } },
    });
  });

  it("adds lines, shipping and taxes, and takes a discount off the goods (order-create-math-matrix)", async () => {
    const tax = { title: "VAT", rate: 0.1, priceSet: euros("2.40") };
    const taxed = await create({
      lineItems: [{ title: "Thing", quantity: 2, priceSet: euros("12.00"), taxLines: [tax] }],
      shippingLines: [
        { title: "S", priceSet: euros("5.00"), taxLines: [{ ...tax, priceSet: euros("0.50") }] },
      ],
    });
    const discounted = await create({
      lineItems: [{ title: "Thing", quantity: 1, priceSet: euros("30.00") }],
      shippingLines: [{ title: "S", priceSet: euros("4.00") }],
      discountCode: { itemFixedDiscountCode: { code: "MATH5", amountSet: euros("5.00") } },
    });
    const query = `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { discountCodes
      totalPriceSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } }
      subtotalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } } } }`;
    const amount = (value: string) => ({ shopMoney: { amount: value } });
    const ids = [taxed.order?.id, discounted.order?.id];
    expect(dataOf(await bench.graphql(query, { ids }))).toEqual({
      nodes: [
        {
          discountCodes: [],
          totalPriceSet: amount("31.9"),
          totalTaxSet: amount("2.9"),
          subtotalPriceSet: amount("24.0"),
          totalDiscountsSet: amount("0.0"),
        },
        {
          discountCodes: ["MATH5"],
          totalPriceSet: amount("29.0"),
          totalTaxSet: amount("0.0"),
          subtotalPriceSet: amount("25.0"),
          totalDiscountsSet: amount("5.0"),
        },
      ],
    });
  });

  it("is told as an order of the shop that it was sent to, and of no other", async () => {
    const { order } = await create(oneMug(bench));
    await bench.control.post("/shops", { domain: "other.myshopify.com", currency: "EUR" });
    const { accessToken } = await bench.control.post<{ accessToken: string }>("/tokens", {
      shop: "other.myshopify.com",
      clientId: "client-1",
      scopes: ["read_orders"],
    });
    const query = `{ order(id: "${order?.id}") { id } }`;
    expect(await (await bench.raw({ query }, accessToken, "other.myshopify.com")).json()).toMatchObject({
      data: { order: null },
    });
    expect(SHOP).not.toBe("other.myshopify.com");
  });
});
