import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { SCOPES, sandboxBench } from "../harness/bench";
import { amount, euros, placeMug } from "../harness/orders";

const bench = sandboxBench();

interface Step {
  calculatedOrder: { id: string; lineItems: { nodes: { id: string }[] } } | null;
  userErrors: UserError[];
}
const editing = async <Data>(query: string, variables: Record<string, unknown>) =>
  dataOf(await bench.graphql<Data>(query, variables, await bench.grant([...SCOPES, "write_order_edits"])));

async function begin(id: string) {
  const query = `mutation($id: ID!) { orderEditBegin(id: $id) {
    calculatedOrder { id lineItems(first: 5) { nodes { id } } } userErrors { message } } }`;
  const { calculatedOrder } = (await editing<{ orderEditBegin: Step }>(query, { id })).orderEditBegin;
  if (!calculatedOrder) throw new Error("The edit was refused.");
  return { id: calculatedOrder.id, line: calculatedOrder.lineItems.nodes[0]?.id };
}

async function lower(id: string, quantity: number) {
  const { id: edit, line } = await begin(id);
  await editing(
    `mutation($id: ID!, $line: ID!, $quantity: Int!) {
      orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity) { userErrors { message } } }`,
    { id: edit, line, quantity },
  );
  await editing("mutation($id: ID!) { orderEditCommit(id: $id) { userErrors { message } } }", { id: edit });
}

describe("a custom item in an order edit", () => {
  const add = async (input: { title?: string; quantity?: number; amount?: string; currency?: string }) => {
    const { id } = await begin(await placeMug(bench));
    const price = { amount: input.amount ?? "1.00", currencyCode: input.currency ?? "EUR" };
    const query = `mutation($id: ID!, $title: String!, $quantity: Int!, $price: MoneyInput!) {
      orderEditAddCustomItem(id: $id, title: $title, quantity: $quantity, price: $price) {
        calculatedOrder { id } calculatedLineItem { id } orderEditSession { id } userErrors { field message } } }`;
    const variables = { id, title: input.title ?? "Box", quantity: input.quantity ?? 1, price };
    return (await editing<{ orderEditAddCustomItem: Step }>(query, variables)).orderEditAddCustomItem;
  };

  it.each([
    [{ title: "" }, ["title"], "can't be blank"],
    [{ title: "x".repeat(256) }, ["title"], "is too long (maximum is 255 characters)"],
    [{ quantity: 0 }, ["quantity"], "must be greater than 0"],
    [{ quantity: -2 }, ["quantity"], "must be greater than 0"],
    [{ amount: "-5" }, ["price", "amount"], "must be greater than or equal to 0"],
    [{ currency: "USD" }, ["price", "amount"], "Currency must be EUR."],
  ])("is refused with the recorded error: %o", async (input, field, message) => {
    expect(await add(input)).toEqual({
      calculatedOrder: null,
      calculatedLineItem: null,
      orderEditSession: null,
      userErrors: [{ field, message }],
    });
  });

  it("a location in an edit is not implemented, and the answer says so", async () => {
    const { id } = await begin(await placeMug(bench));
    const answer = await bench.graphql(
      `mutation($id: ID!, $v: ID!) { orderEditAddVariant(id: $id, variantId: $v, quantity: 1,
        locationId: "gid://shopify/Location/1") { userErrors { message } } }`,
      { id, v: bench.variant("POSTER") },
      await bench.grant([...SCOPES, "write_order_edits"]),
    );
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: "SANDBOX_NOT_IMPLEMENTED" } });
  });
});

describe("an edited order", () => {
  it("has an event that names the app, and a query filters the events", async () => {
    const lineItems = [{ variantId: bench.variant("MUG-BLUE"), quantity: 2 }];
    const id = await placeMug(bench, { lineItems });
    await lower(id, 1);
    const events = (query: string) =>
      bench.graphql(
        `{ order(id: "${id}") { events(first: 10, query: "${query}") { nodes { action message } } } }`,
      );
    const edited = { action: "edited", message: "Crossdock edited this order." };
    expect(dataOf(await events("action:edited"))).toEqual({ order: { events: { nodes: [edited] } } });
    const warned = await events("nonsense:x");
    expect(warned.extensions?.search).toMatchObject([{ warnings: [{ field: "nonsense" }] }]);
  });

  it("has current tax lines of the current units (order-edit-money-math)", async () => {
    const taxLines = [{ title: "VAT", rate: 0.13, priceSet: euros("26.00") }];
    const lineItems = [{ title: "Chair", quantity: 2, priceSet: euros("100.00"), taxLines }];
    const id = await placeMug(bench, { lineItems });
    await lower(id, 1);
    const query = `{ order(id: "${id}") { totalPriceSet { shopMoney { amount } }
      currentTotalPriceSet { shopMoney { amount } } currentTotalTaxSet { shopMoney { amount } }
      currentTaxLines { priceSet { shopMoney { amount } } }
      lineItems(first: 1) { nodes { taxLines { priceSet { shopMoney { amount } } } } } } }`;
    expect(dataOf(await bench.graphql(query))).toEqual({
      order: {
        totalPriceSet: amount("226.0"),
        currentTotalPriceSet: amount("113.0"),
        currentTotalTaxSet: amount("13.0"),
        currentTaxLines: [{ priceSet: amount("13.0") }],
        lineItems: { nodes: [{ taxLines: [{ priceSet: amount("26.0") }] }] },
      },
    });
  });
});
