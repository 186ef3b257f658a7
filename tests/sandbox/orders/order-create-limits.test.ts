import { describe, expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { SHOP, sandboxBench } from "../harness/bench";
import { CREATE, type Created, create, DEFINE_ORIGIN, euros, oneMug } from "../harness/orders";

const bench = sandboxBench();

describe("the unique custom id", () => {
  const marked = (value: string) => ({
    ...oneMug(bench),
    metafields: [{ namespace: "$app:crossdock", key: "origin", type: "id", value }],
  });
  const FIND = `query($v: String!) { orderByIdentifier(identifier: { customId: {
    namespace: "$app:crossdock", key: "origin", value: $v } }) { id } }`;

  it("finds an order immediately, null for an unused value, an error without a definition", async () => {
    const early = await bench.graphql(FIND, { v: "a" });
    expect(early.errors?.[0]?.message).toBe(
      "Metafield definition of type 'id' is required when using custom ids.",
    );
    expect(early.data).toEqual({ orderByIdentifier: null });
    await bench.graphql(DEFINE_ORIGIN);
    const { order } = await create(bench, marked("a"));
    expect(dataOf(await bench.graphql(FIND, { v: "a" }))).toEqual({ orderByIdentifier: { id: order?.id } });
    expect(dataOf(await bench.graphql(FIND, { v: "b" }))).toEqual({ orderByIdentifier: null });
  });

  it("is refused for a second order, if the settings reject duplicates", async () => {
    await bench.graphql(DEFINE_ORIGIN);
    await create(bench, marked("a"));
    const { order, userErrors } = await create(bench, marked("a"));
    expect(order).toBeNull();
    expect(userErrors[0]?.message).toContain("Value is already assigned to another metafield.");
    expect((await bench.state()).orders).toHaveLength(1);
  });

  it("is accepted for a second order, if the settings accept duplicates", async () => {
    await bench.control.post("/settings", { duplicateIdMetafield: "accept" });
    await bench.graphql(DEFINE_ORIGIN);
    await create(bench, marked("a"));
    expect((await create(bench, marked("a"))).order).not.toBeNull();
    expect((await bench.state()).orders).toHaveLength(2);
  });

  it("has a definition that exists once and always enables uniqueness", async () => {
    const first = dataOf(
      await bench.graphql<{ metafieldDefinitionCreate: { createdDefinition: { capabilities: unknown } } }>(
        DEFINE_ORIGIN,
      ),
    );
    expect(first.metafieldDefinitionCreate.createdDefinition.capabilities).toEqual({
      uniqueValues: { enabled: true, eligible: true },
    });
    const again = dataOf(
      await bench.graphql<{ metafieldDefinitionCreate: { userErrors: { code: string; field: string[] }[] } }>(
        DEFINE_ORIGIN,
      ),
    );
    expect(again.metafieldDefinitionCreate.userErrors[0]).toMatchObject({
      code: "TAKEN",
      field: ["definition", "key"],
    });
  });
});

describe("limits and currencies", () => {
  it("a development shop refuses the sixth order in a minute with a user error", async () => {
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
  ])("calculates totals in %s", async (currency, price, decimal, money) => {
    const priceSet = { shopMoney: { amount: price, currencyCode: currency } };
    const { order } = await create(bench, {
      currency,
      lineItems: [{ title: "Thing", quantity: 2, priceSet }],
    });
    const query = "query($id: ID!) { order(id: $id) { totalPrice totalPriceSet { shopMoney { amount } } } }";
    expect(dataOf(await bench.graphql(query, { id: order?.id }))).toEqual({
      order: { totalPrice: money, totalPriceSet: { shopMoney: { amount: decimal } } },
    });
  });

  it("adds lines, shipping and taxes, and subtracts a discount (order-create-math-matrix)", async () => {
    const tax = { title: "VAT", rate: 0.1, priceSet: euros("2.40") };
    const taxed = await create(bench, {
      lineItems: [{ title: "Thing", quantity: 2, priceSet: euros("12.00"), taxLines: [tax] }],
      shippingLines: [
        { title: "S", priceSet: euros("5.00"), taxLines: [{ ...tax, priceSet: euros("0.50") }] },
      ],
    });
    const discounted = await create(bench, {
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

  it("an order belongs only to the shop that received it", async () => {
    const { order } = await create(bench, oneMug(bench));
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
