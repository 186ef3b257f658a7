import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { numberOf, SCOPES, sandboxBench } from "../harness/bench";
import { euros, placeMug } from "../harness/orders";

const bench = sandboxBench();

interface Calculated {
  id: string;
  lineItems: { nodes: { id: string; quantity: number; title: string }[] };
  addedLineItems: { nodes: { id: string; quantity: number; sku: string | null }[] };
  totalOutstandingSet: { shopMoney: { amount: string } };
}
interface Step {
  calculatedOrder: Calculated | null;
  calculatedLineItem?: { id: string; quantity: number } | null;
  orderEditSession?: { id: string } | null;
  userErrors: UserError[];
}
interface Committed {
  orderEditCommit: { order: { id: string } | null; successMessages: string[]; userErrors: UserError[] };
}

const CALCULATED = `calculatedOrder { id totalOutstandingSet { shopMoney { amount } }
  lineItems(first: 10) { nodes { id title quantity } }
  addedLineItems(first: 10) { nodes { id quantity sku } } }`;

const editor = async () => {
  const accessToken = await bench.grant([...SCOPES, "write_order_edits"]);
  const step = async (name: string, args: string, variables: Record<string, unknown>): Promise<Step> => {
    const declared = Object.entries(variables).map(([key, value]) => {
      const type = { id: "ID!", lineItemId: "ID!", variantId: "ID!", price: "MoneyInput!", title: "String!" }[
        key
      ];
      return `$${key}: ${type ?? (typeof value === "number" ? "Int!" : "Boolean")}`;
    });
    const line = name === "orderEditBegin" ? "orderEditSession { id }" : "calculatedLineItem { id quantity }";
    const query = `mutation(${declared.join(", ")}) { ${name}(${args}) { ${CALCULATED} ${line} userErrors { field message } } }`;
    return dataOf(await bench.graphql<Record<string, Step>>(query, variables, accessToken))[name] as Step;
  };
  return {
    begin: (id: string) => step("orderEditBegin", "id: $id", { id }),
    set: (id: string, lineItemId: string, quantity: number, restock = false) =>
      step(
        "orderEditSetQuantity",
        "id: $id, lineItemId: $lineItemId, quantity: $quantity, restock: $restock",
        {
          id,
          lineItemId,
          quantity,
          restock,
        },
      ),
    add: (id: string, variantId: string, quantity: number, allowDuplicates = false) =>
      step(
        "orderEditAddVariant",
        "id: $id, variantId: $variantId, quantity: $quantity, allowDuplicates: $allowDuplicates",
        { id, variantId, quantity, allowDuplicates },
      ),
    custom: (id: string, title: string, amount: string, quantity: number) =>
      step("orderEditAddCustomItem", "id: $id, title: $title, price: $price, quantity: $quantity", {
        id,
        title,
        quantity,
        price: { amount, currencyCode: "EUR" },
      }),
    commit: async (id: string, notifyCustomer = false) =>
      dataOf(
        await bench.graphql<Committed>(
          `mutation($id: ID!, $n: Boolean) { orderEditCommit(id: $id, notifyCustomer: $n, staffNote: "why") {
            order { id } successMessages userErrors { field message } } }`,
          { id, n: notifyCustomer },
          accessToken,
        ),
      ).orderEditCommit,
  };
};

const place = (fields?: Record<string, unknown>, options?: Record<string, unknown>) => {
  const lineItems = [{ variantId: bench.variant("MUG-BLUE"), quantity: 3, requiresShipping: true }];
  return placeMug(bench, { lineItems, ...fields }, options);
};

describe("an order edit", () => {
  it("lowers a line and adds a variant (order-edit-commit-history-and-fulfillment-orders)", async () => {
    const edit = await editor();
    const id = await place();
    const begun = await edit.begin(id);
    const calculated = begun.calculatedOrder?.id ?? "";
    const number = numberOf(calculated);
    expect(calculated).toMatch(/^gid:\/\/shopify\/CalculatedOrder\/\d+$/);
    expect(begun.orderEditSession).toEqual({ id: `gid://shopify/OrderEditSession/${number}` });
    const line = begun.calculatedOrder?.lineItems.nodes[0]?.id ?? "";
    expect(line).toBe((await bench.order(id)).lines[0]?.id.replace("LineItem", "CalculatedLineItem"));

    expect((await edit.set(calculated, line, 2)).calculatedLineItem).toEqual({ id: line, quantity: 2 });
    expect((await edit.set(calculated, line, 1)).calculatedLineItem).toEqual({ id: line, quantity: 1 });
    const added = await edit.add(calculated, bench.variant("POSTER"), 2);
    expect(added.calculatedLineItem?.id).toMatch(/^gid:\/\/shopify\/CalculatedLineItem\/[0-9a-f-]{36}$/);
    expect(added.calculatedOrder?.lineItems.nodes).toHaveLength(1);
    expect(added.calculatedOrder?.addedLineItems.nodes).toMatchObject([{ quantity: 2, sku: "POSTER" }]);
    expect((await bench.order(id)).lines).toMatchObject([{ quantity: 3, currentQuantity: 3 }]);

    expect(await edit.commit(calculated)).toMatchObject({
      successMessages: ["Order updated"],
      userErrors: [],
    });
    expect(await bench.order(id)).toMatchObject({
      edited: true,
      lines: [
        { quantity: 3, currentQuantity: 1 },
        { quantity: 2, currentQuantity: 2, sku: "POSTER" },
      ],
      fulfillmentOrders: [
        { status: "OPEN", lines: [{ total: 1, remaining: 1 }] },
        { status: "OPEN", lines: [{ total: 2, remaining: 2 }] },
      ],
    });
    expect((await edit.commit(calculated)).userErrors).toEqual([
      { field: ["id"], message: "The calculated order does not exist." },
    ]);
  });

  it("shows the outstanding amount, which is negative for a paid order after a removal", async () => {
    const edit = await editor();
    const id = await place({ transactions: [{ amountSet: euros("37.50") }] });
    const { calculatedOrder } = await edit.begin(id);
    const calculated = calculatedOrder?.id ?? "";
    const line = calculatedOrder?.lineItems.nodes[0]?.id ?? "";
    expect((await edit.set(calculated, line, 1)).calculatedOrder?.totalOutstandingSet.shopMoney.amount).toBe(
      "-25.0",
    );
    await edit.commit(calculated);
    expect((await bench.order(id)).totals.outstanding).toBe("-25.00");
    const more = (await edit.begin(id)).calculatedOrder?.id ?? "";
    await edit.custom(more, "Gift box", "40.00", 1);
    await edit.commit(more);
    expect(await bench.order(id)).toMatchObject({ financialStatus: "PARTIALLY_PAID" });
  });

  it("answers the recorded messages (order-edit-commit-success-messages), and the history contains its e-mail", async () => {
    const edit = await editor();
    const id = await place({ email: "ada@example.com", transactions: [{ amountSet: euros("37.50") }] });
    const fewer = async (quantity: number, notify: boolean) => {
      const { calculatedOrder } = await edit.begin(id);
      const line = calculatedOrder?.lineItems.nodes[0]?.id ?? "";
      await edit.set(calculatedOrder?.id ?? "", line, quantity);
      return (await edit.commit(calculatedOrder?.id ?? "", notify)).successMessages;
    };
    expect(await bench.control.get("/history?kind=shopper-mailed")).toEqual([]);
    expect(await fewer(2, true)).toEqual(["Order updated", "Notification sent"]);
    await bench.act(id, "close");
    expect(await fewer(1, false)).toEqual(["Order updated", "Order unarchived"]);
    expect((await bench.order(id)).closedAt).toBeNull();
    expect(await bench.control.get("/history?kind=shopper-mailed")).toMatchObject([
      { by: "app", details: { about: "edit", to: "ada@example.com" } },
    ]);
  });

  it("answers the recorded errors (order-edit-lifecycle-user-errors)", async () => {
    const edit = await editor();
    const id = await place();
    const calculated = (await edit.begin(id)).calculatedOrder?.id ?? "";
    const line = (await bench.order(id)).lines[0]?.id.replace("LineItem", "CalculatedLineItem") ?? "";
    const errors = async (pending: Promise<{ userErrors: UserError[] }>) => (await pending).userErrors;
    const unknown = "gid://shopify/CalculatedOrder/999999999999999";
    const missing = [{ field: ["id"], message: "The calculated order does not exist." }];
    expect(await errors(edit.begin("gid://shopify/Order/0"))).toEqual([
      { field: ["id"], message: "The order does not exist." },
    ]);
    expect(await errors(edit.set(unknown, line, 1))).toEqual(missing);
    expect(await errors(edit.add(unknown, bench.variant("POSTER"), 1))).toEqual(missing);
    expect(await errors(edit.commit(unknown))).toEqual(missing);
    expect(await errors(edit.set(calculated, "gid://shopify/CalculatedLineItem/999999999999999", 1))).toEqual(
      [{ field: ["lineItemId"], message: "The line item does not exist on the order." }],
    );
    expect(await errors(edit.set(calculated, line, -1))).toEqual([
      { field: ["quantity"], message: "must be greater than or equal to 0" },
    ]);
    expect(await errors(edit.add(calculated, "gid://shopify/ProductVariant/999999999999999", 1))).toEqual([
      { field: ["variantId"], message: "The variant does not exist in the shop." },
    ]);
    expect(await errors(edit.add(calculated, "gid://shopify/ProductVariant/0", 1))).toEqual([
      {
        field: ["variantId"],
        message: "can't convert Integer[0] to a positive Integer to use as an untrusted id",
      },
    ]);
    expect(await errors(edit.add(calculated, bench.variant("POSTER"), 0))).toEqual([
      { field: ["quantity"], message: "must be greater than 0" },
    ]);
    expect(await errors(edit.add(calculated, bench.variant("POSTER"), -3))).toHaveLength(2);
    expect(await errors(edit.add(calculated, bench.variant("MUG-BLUE"), 1))).toEqual([
      { field: ["id"], message: "Mug was not added because it's already on the order." },
    ]);
    expect(await errors(edit.commit(calculated))).toEqual([
      { field: ["id"], message: "There must be at least one change to be made." },
    ]);
    await bench.act(id, "fulfill", { lines: [{ index: 0, quantity: 2 }] });
    expect((await errors(edit.set(calculated, line, 1)))[0]?.field).toEqual(["quantity"]);
    const other = await place();
    await bench.act(other, "cancel");
    expect(await errors(edit.begin(other))).toEqual([
      { field: null, message: "The order cannot be edited." },
    ]);
  });

  it("changes nothing if the order was cancelled before the commit", async () => {
    const edit = await editor();
    const id = await place();
    const { calculatedOrder } = await edit.begin(id);
    await edit.set(calculatedOrder?.id ?? "", calculatedOrder?.lineItems.nodes[0]?.id ?? "", 1);
    await bench.act(id, "cancel");
    expect((await edit.commit(calculatedOrder?.id ?? "")).userErrors).toEqual([
      { field: null, message: "The order cannot be edited." },
    ]);
    expect(await bench.control.get("/history?kind=order-edited")).toEqual([]);
  });

  it("restocks units only on request", async () => {
    const edit = await editor();
    const id = await place({}, { inventoryBehaviour: "DECREMENT_OBEYING_POLICY" });
    const lower = async (quantity: number, restock: boolean) => {
      const { calculatedOrder } = await edit.begin(id);
      const line = calculatedOrder?.lineItems.nodes[0]?.id ?? "";
      await edit.set(calculatedOrder?.id ?? "", line, quantity, restock);
      await edit.commit(calculatedOrder?.id ?? "");
      return (await bench.stock("MUG-BLUE"))[0]?.available;
    };
    expect((await bench.stock("MUG-BLUE"))[0]?.available).toBe(2);
    expect(await lower(2, false)).toBe(2);
    expect(await lower(1, true)).toBe(3);
  });

  it("requires its scope", async () => {
    const id = await place();
    const answer = await bench.graphql(`mutation { orderEditBegin(id: "${id}") { calculatedOrder { id } } }`);
    expect(answer.errors?.[0]?.extensions.code).toBe("ACCESS_DENIED");
  });

  it("sends a webhook with the changed quantities", async () => {
    const edit = await editor();
    const id = await place();
    await bench.graphql(
      `mutation { webhookSubscriptionCreate(topic: ORDERS_EDITED, webhookSubscription: { uri: "http://127.0.0.1:9/hook" }) { userErrors { message } } }`,
    );
    const { calculatedOrder } = await edit.begin(id);
    const line = calculatedOrder?.lineItems.nodes[0]?.id ?? "";
    await edit.set(calculatedOrder?.id ?? "", line, 1);
    await edit.commit(calculatedOrder?.id ?? "");
    const [delivery] = await bench.control.get<{ body: string }[]>("/deliveries?topic=orders/edited&body=1");
    expect(JSON.parse(delivery?.body ?? "")).toMatchObject({
      order_edit: {
        order_id: Number(numberOf(id)),
        staff_note: "why",
        line_items: { additions: [], removals: [{ id: Number(numberOf(line)), delta: 2 }] },
      },
    });
  });
});
