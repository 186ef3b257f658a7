import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { SCOPES, sandboxBench } from "../harness/bench";
import { placeMug } from "../harness/orders";

const bench = sandboxBench();

interface SetPayload {
  metafieldsSet: {
    metafields: { ownerType: string; value: string; compareDigest: string }[] | null;
    userErrors: UserError[];
  };
}
const token = () => bench.grant([...SCOPES, "write_products", "write_customers"]);
const send = async (metafields: object[]) =>
  bench.graphql<SetPayload>(
    `mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) {
      metafields { ownerType value compareDigest } userErrors { field message code } } }`,
    { m: metafields },
    await token(),
  );
const set = async (...metafields: object[]) => dataOf(await send(metafields)).metafieldsSet;

async function owners() {
  const id = await placeMug(bench, { email: "ada@example.com" });
  const query = `{ order(id: "${id}") { customer { id } lineItems(first: 1) { nodes { product { id } } } } }`;
  const { order } = dataOf(
    await bench.graphql<{
      order: { customer: { id: string }; lineItems: { nodes: { product: { id: string } }[] } };
    }>(query),
  );
  return { ORDER: id, CUSTOMER: order.customer.id, PRODUCT: order.lineItems.nodes[0]?.product.id };
}
const field = { namespace: "custom", key: "size", type: "number_integer", value: "3" };

describe("metafieldsSet", () => {
  it.each([
    ["ORDER", "order"],
    ["PRODUCT", "product"],
    ["CUSTOMER", "customer"],
  ] as const)("writes metafields of the owner type %s, and reads find them", async (ownerType, root) => {
    const ownerId = (await owners())[ownerType];
    expect((await set({ ...field, ownerId })).metafields).toMatchObject([{ ownerType, value: "3" }]);
    const query = `query($id: ID!) { ${root}(id: $id) { metafield(namespace: "custom", key: "size") { value }
      metafields(first: 5) { nodes { key } } } }`;
    expect(dataOf(await bench.graphql(query, { id: ownerId }))).toEqual({
      [root]: { metafield: { value: "3" }, metafields: { nodes: [{ key: "size" }] } },
    });
  });

  it("says which owners it does not implement", async () => {
    const answer = await send([{ ...field, ownerId: "gid://shopify/Company/1" }]);
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: "SANDBOX_NOT_IMPLEMENTED" } });
  });

  it.each([
    [{ namespace: "ab" }, ["namespace"], "TOO_SHORT"],
    [{ namespace: "a".repeat(256) }, ["namespace"], "TOO_LONG"],
    [{ key: "a" }, ["key"], "TOO_SHORT"],
    [{ key: "a".repeat(65) }, ["key"], "TOO_LONG"],
    [{ type: null }, ["type"], "BLANK"],
    [{ value: "three" }, ["value"], "INVALID_VALUE"],
    [{ compareDigest: "other" }, [], "STALE_OBJECT"],
    [{ namespace: "app--1--x" }, [], "APP_NOT_AUTHORIZED"],
  ])("refuses %o with the recorded field and code, and an empty list", async (change, path, code) => {
    const ownerId = (await owners()).ORDER;
    const payload = await set({ ...field, ownerId }, { ...field, ownerId, ...change });
    expect(payload).toMatchObject({
      metafields: [],
      userErrors: [{ field: ["metafields", "1", ...path], code }],
    });
    expect((await bench.order(ownerId)).metafields).toEqual([]);
  });

  it("refuses an unknown owner, and only the limit of 25 answers null (products/metafields-set-*)", async () => {
    const ownerId = "gid://shopify/Product/9";
    expect(await set({ ...field, ownerId })).toMatchObject({
      metafields: [],
      userErrors: [{ field: ["metafields", "0", "ownerId"], message: "Owner does not exist." }],
    });
    const many = Array.from({ length: 26 }, (_, index) => ({ ...field, ownerId, key: `key${index}` }));
    expect(await set(...many)).toMatchObject({
      metafields: null,
      userErrors: [{ code: "LESS_THAN_OR_EQUAL_TO" }],
    });
  });

  it("compares the digest, and a null digest means that there is none yet", async () => {
    const ownerId = (await owners()).ORDER;
    const first = await set({ ...field, ownerId, compareDigest: null });
    expect(first.userErrors).toEqual([]);
    expect((await set({ ...field, ownerId, compareDigest: null })).userErrors).toMatchObject([
      { code: "STALE_OBJECT", field: ["metafields", "0"] },
    ]);
    const compareDigest = first.metafields?.[0]?.compareDigest;
    expect((await set({ ...field, ownerId, compareDigest, value: "4" })).userErrors).toEqual([]);
  });
});

describe("metafieldDefinitionCreate", () => {
  const DEFINE = `mutation($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) {
    createdDefinition { pinnedPosition validations { name value } type { name category } }
    userErrors { field message code } } }`;
  interface Defined {
    metafieldDefinitionCreate: { createdDefinition: object | null; userErrors: UserError[] };
  }
  const base = { ownerType: "ORDER", namespace: "custom", key: "size", name: "Size", type: "number_integer" };
  const send = async (change: object) => bench.graphql<Defined>(DEFINE, { d: { ...base, ...change } });
  const define = async (change: object) => dataOf(await send(change)).metafieldDefinitionCreate;

  it("answers validations as sent, the position of a pin, and the category of the type", async () => {
    const validations = [{ name: "min", value: "1" }];
    expect(await define({ validations, pin: true })).toEqual({
      createdDefinition: {
        pinnedPosition: 1,
        validations,
        type: { name: "number_integer", category: "NUMBER" },
      },
      userErrors: [],
    });
    expect(await define({ key: "kind", pin: true })).toMatchObject({
      createdDefinition: { pinnedPosition: 2 },
    });
    expect(await define({ key: "data", type: "json" })).toMatchObject({
      createdDefinition: { pinnedPosition: null, type: { category: "JSON" } },
    });
  });

  it.each([
    [{ namespace: "ab" }, ["definition", "namespace"], "TOO_SHORT"],
    [{ key: "a".repeat(65) }, ["definition", "key"], "TOO_LONG"],
    [{ key: "a b" }, ["definition", "key"], "INVALID_CHARACTER"],
    [{ name: "" }, ["definition", "name"], "BLANK"],
    [{ name: "a".repeat(256) }, ["definition", "name"], "TOO_LONG"],
    [{ type: "integer" }, ["definition", "type"], "INCLUSION"],
    [{ access: { admin: "MERCHANT_READ" } }, ["definition"], "INVALID"],
  ])("refuses %o", async (change, path, code) => {
    expect(await define(change)).toMatchObject({
      createdDefinition: null,
      userErrors: [{ field: path, code }],
    });
  });

  it.each([
    { useAsCollectionCondition: true },
    { access: { storefront: "PUBLIC_READ" } },
    { capabilities: { adminFilterable: { enabled: true } } },
    { ownerType: "COMPANY" },
  ])("answers that %o is not implemented", async (change) => {
    expect((await send(change)).errors?.[0]?.extensions.code).toBe("SANDBOX_NOT_IMPLEMENTED");
  });

  it("denies a namespace of another app (metafields/metafield-definition-app-namespace-resolution)", async () => {
    const requiredAccess =
      "API client to have access to the namespace and the resource type associated with the metafield definition.\n";
    expect((await send({ namespace: "app--1--x" })).errors).toMatchObject([
      {
        message: `Access denied for metafieldDefinitionCreate field. Required access: ${requiredAccess}`,
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess,
        },
      },
    ]);
  });
});
