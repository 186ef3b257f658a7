import { describe, expect, it } from "vitest";
import { sandboxBench } from "../harness/bench";
import { CREATE, oneMug } from "../harness/orders";
import { RECORDED_COSTS, RECORDED_ERRORS } from "../harness/recorded-errors";

const bench = sandboxBench();

describe("errors before the execution", () => {
  it.each(RECORDED_ERRORS)("matches the recording $capture", async ({ query, variables, error }) => {
    const answer = await bench.graphql<unknown>(query, variables);
    expect(answer.errors?.[0]).toEqual(error);
    expect(answer.data).toBeUndefined();
    expect(answer.extensions).toBeUndefined();
  });

  it("starts the path with the operation type if the operation has no name", async () => {
    const answer = await bench.graphql('{ order(id: "gid://shopify/Order/1") { orderNumber } }');
    expect(answer.errors?.[0]?.path).toEqual(["query", "order", "orderNumber"]);
  });

  it("refuses lists that are too long, and names the list without an index", async () => {
    const tags = Array.from({ length: 251 }, (_, index) => `t${index}`);
    const query =
      "mutation($input: OrderInput!){orderUpdate(input:$input){order{id} userErrors{field message}}}";
    const answer = await bench.graphql(query, { input: { id: "gid://shopify/Order/1", tags } });
    expect(answer.errors).toEqual([
      {
        message: "The input array size of 251 is greater than the maximum allowed of 250.",
        path: ["orderUpdate", "input", "tags"],
        extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
      },
    ]);
    expect(answer.data).toBeUndefined();
  });

  it("accepts 250 lines, and refuses more than the setting allows", async () => {
    const line = {
      title: "Thing",
      quantity: 1,
      priceSet: { shopMoney: { amount: "1", currencyCode: "EUR" } },
    };
    const many = (count: number) => ({ order: { lineItems: Array.from({ length: count }, () => line) } });
    expect((await bench.graphql(CREATE, many(250))).errors).toBeUndefined();
    const refused = await bench.graphql(CREATE, many(500));
    expect(refused.errors?.[0]?.extensions.code).toBe("MAX_INPUT_SIZE_EXCEEDED");
  });

  it.each([
    ["malformed id", { id: "nonsense" }, "Invalid global id 'nonsense'"],
    ["unknown field", { id: "gid://shopify/Order/1", wrong: 1 }, "Field is not defined on OrderInput"],
  ])("reports a %s in a variable", async (_name, input, explanation) => {
    const query = "mutation($input: OrderInput!){orderUpdate(input:$input){order{id} userErrors{message}}}";
    const [error] = (await bench.graphql(query, { input })).errors ?? [];
    expect(error?.extensions.code).toBe("INVALID_VARIABLE");
    expect(JSON.stringify(error?.extensions.problems)).toContain(explanation);
  });

  it("requires exactly one member of a oneOf input", async () => {
    const query = "query($i: OrderIdentifierInput!){orderByIdentifier(identifier:$i){id}}";
    const [error] = (await bench.graphql(query, { i: {} })).errors ?? [];
    expect(JSON.stringify(error?.extensions.problems)).toContain(
      "'OrderIdentifierInput' requires exactly one argument, but 0 were provided.",
    );
  });

  it("requires the name of an existing operation if there are several", async () => {
    const query = "query A { shop { id } } query B { shop { name } }";
    const nameless = await (await bench.raw({ query })).json();
    expect(nameless).toEqual({ errors: [{ message: "An operation name is required", extensions: {} }] });
    const missing = await (await bench.raw({ query, operationName: "Missing" })).json();
    expect(missing.errors[0].message).toBe('No operation named "Missing"');
  });

  it("answers an error for fields that are not implemented, and executes nothing", async () => {
    const query = CREATE.replace(
      "name displayFinancialStatus",
      "localizedFields(first: 1) { nodes { key } }",
    );
    const answer = await bench.graphql(query, { order: oneMug(bench) });
    expect(answer.errors?.[0]?.extensions.code).toBe("SANDBOX_NOT_IMPLEMENTED");
    expect(answer.errors?.[0]?.message).toContain("Order.localizedFields");
    expect((await bench.state()).orders).toHaveLength(0);
    const root = await bench.graphql("{ giftCards(first: 1) { nodes { id } } }");
    expect(root.errors?.[0]?.message).toContain("QueryRoot.giftCards");
  });

  it.each([
    ["sortKey", "{ products(first: 1, sortKey: VENDOR) { nodes { id } } }"],
    ["format", "{ webhookSubscriptions(first: 1, format: XML) { nodes { id } } }"],
    ["query", '{ locations(first: 1, query: "name:x") { nodes { id } } }'],
  ])("answers an error for the argument %s if it would be ignored", async (name, query) => {
    await bench.graphql(
      'mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "http://127.0.0.1:9/x" }) { userErrors { message } } }',
    );
    const answer = await bench.graphql(query);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining(`the argument "${name}"`),
      extensions: { code: "SANDBOX_NOT_IMPLEMENTED" },
    });
  });

  it("answers 400 to a body that is not a GraphQL call", async () => {
    expect((await bench.raw("not json")).status).toBe(400);
    expect((await bench.raw({ variables: {} })).status).toBe(400);
  });
});

describe("cost", () => {
  it.each(RECORDED_COSTS)("matches the recording $capture", async ({ query, requested }) => {
    const answer = await bench.graphql(query, { order: oneMug(bench) });
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions?.cost.requestedQueryCost).toBe(requested);
    expect(answer.extensions?.cost.actualQueryCost).toBeLessThan(requested);
  });
});
