import { describe, expect, it } from "vitest";
import { dataOf, type UserError } from "../harness/answers";
import { SCOPES, sandboxBench } from "../harness/bench";

const bench = sandboxBench();

interface Group {
  id: string;
  changes: { name: string; delta: number; quantityAfterChange: number | null; item: { sku: string } }[];
}
interface Payload {
  inventoryAdjustmentGroup: Group | null;
  userErrors: UserError[];
}

const call = async (
  name: "inventorySetQuantities" | "inventoryAdjustQuantities",
  input: object,
  key?: string,
) => {
  const type =
    name === "inventorySetQuantities" ? "InventorySetQuantitiesInput" : "InventoryAdjustQuantitiesInput";
  const directive = key === undefined ? "" : `@idempotent(key: "${key}")`;
  return bench.graphql<Record<string, Payload>>(
    `mutation($input: ${type}!) { ${name}(input: $input) ${directive} {
      inventoryAdjustmentGroup { id changes { name delta quantityAfterChange item { sku } } }
      userErrors { field message code } } }`,
    { input },
    await bench.grant([...SCOPES, "write_inventory"]),
  );
};

const target = async () => {
  const { shop } = await bench.state();
  return {
    inventoryItemId: bench.variants.find(({ sku }) => sku === "MUG-BLUE")?.inventoryItemId,
    locationId: shop.locations[0]?.id,
  };
};
const setTo = async (quantity: number, changeFromQuantity: number | null = null) => ({
  name: "available",
  reason: "correction",
  quantities: [{ ...(await target()), quantity, changeFromQuantity }],
});
const change = async (delta: number, changeFromQuantity: number | null = null) => ({
  name: "available",
  reason: "correction",
  changes: [{ ...(await target()), delta, changeFromQuantity }],
});

/** products/inventory-quantity-contracts-2026-04 */
describe("inventory quantities", () => {
  it("change available and on hand together, and the answer lists both", async () => {
    const answer = await call("inventorySetQuantities", await setTo(7, 5), "k1");
    expect(dataOf(answer).inventorySetQuantities).toMatchObject({
      inventoryAdjustmentGroup: {
        changes: [
          { name: "available", delta: 2, quantityAfterChange: null, item: { sku: "MUG-BLUE" } },
          { name: "on_hand", delta: 2, quantityAfterChange: null },
        ],
      },
      userErrors: [],
    });
    dataOf(await call("inventoryAdjustQuantities", await change(-3, 7), "k2"));
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 4, onHand: 4 }]);
  });

  it("require the directive and changeFromQuantity", async () => {
    const withoutDirective = await call("inventorySetQuantities", await setTo(7, 5));
    expect(withoutDirective.data).toEqual({ inventorySetQuantities: null });
    expect(withoutDirective.errors).toMatchObject([
      {
        message: "The @idempotent directive is required for this mutation but was not provided.",
        path: ["inventorySetQuantities"],
        extensions: { code: "BAD_REQUEST" },
      },
    ]);
    const { changes, ...rest } = await change(1);
    const [{ changeFromQuantity: _omitted, ...first } = { changeFromQuantity: null }] = changes;
    const withoutQuantity = await call("inventoryAdjustQuantities", { ...rest, changes: [first] });
    expect(withoutQuantity.errors).toMatchObject([
      {
        message: "InventoryChangeInput must include the following argument: changeFromQuantity.",
        extensions: { code: "INVALID_FIELD_ARGUMENTS" },
      },
    ]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("change once per key, and refuse other parameters for it", async () => {
    const first = await call("inventoryAdjustQuantities", await change(1), "same");
    const again = await call("inventoryAdjustQuantities", await change(1), "same");
    expect(again.data).toEqual(first.data);
    const other = await call("inventoryAdjustQuantities", await change(2), "same");
    expect(dataOf(other).inventoryAdjustQuantities?.userErrors).toEqual([
      {
        field: null,
        code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
        message: "The same idempotency key cannot be used with different operation parameters.",
      },
    ]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 6, onHand: 6 }]);
  });

  it("change all or none", async () => {
    const known = await target();
    const quantities = [
      { ...known, quantity: 9, changeFromQuantity: null },
      { ...known, inventoryItemId: "gid://shopify/InventoryItem/1", quantity: 9, changeFromQuantity: null },
      { ...known, locationId: "gid://shopify/Location/1", quantity: 9, changeFromQuantity: null },
      { ...known, quantity: -1, changeFromQuantity: null },
      { ...known, quantity: 9, changeFromQuantity: 4 },
    ];
    const answer = await call(
      "inventorySetQuantities",
      { name: "available", reason: "correction", quantities },
      "k",
    );
    expect(dataOf(answer).inventorySetQuantities?.userErrors.map(({ code }) => code)).toEqual([
      "INVALID_INVENTORY_ITEM",
      "INVALID_LOCATION",
      "INVALID_QUANTITY_NEGATIVE",
      "CHANGE_FROM_QUANTITY_STALE",
    ]);
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 5, onHand: 5 }]);
  });

  it("refuse a key that is in use", async () => {
    await bench.control.post("/faults", { kind: "idempotency-concurrent" });
    const answer = await call("inventoryAdjustQuantities", await change(1), "k");
    expect(dataOf(answer).inventoryAdjustQuantities?.userErrors).toMatchObject([
      { code: "IDEMPOTENCY_CONCURRENT_REQUEST" },
    ]);
    dataOf(await call("inventoryAdjustQuantities", await change(1), "k"));
    expect(await bench.stock("MUG-BLUE")).toEqual([{ available: 6, onHand: 6 }]);
  });

  it.each(["", "because"])("are refused with the recorded list for the reason %j", async (reason) => {
    const answer = await call("inventorySetQuantities", { ...(await setTo(7, 5)), reason }, "r1");
    expect(dataOf(answer).inventorySetQuantities).toMatchObject({
      inventoryAdjustmentGroup: null,
      userErrors: [
        {
          field: ["input", "reason"],
          code: "INVALID_REASON",
          message: expect.stringContaining("Valid values are: correction, cycle_count_available, damaged,"),
        },
      ],
    });
  });

  it("answer no group if nothing changes", async () => {
    const answer = await call("inventorySetQuantities", await setTo(5, 5), "n1");
    expect(dataOf(answer).inventorySetQuantities).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] });
  });
});
