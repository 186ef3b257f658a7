import type { GraphQLResolveInfo } from "graphql";
import { moveStock } from "../../orders/stock";
import type { Level, Variant } from "../../state/shop-types";
import { idOf } from "../../values/gid";
import { dateTime } from "../../values/time-format";
import { type Args, type CallContext, fieldsOf, hit } from "../call/context";
import { notImplemented, refuseFields, topLevel } from "../call/errors";
import { CONCURRENT, idempotencyKey, MISMATCH } from "../call/idempotency";

interface Change {
  inventoryItemId: string;
  locationId: string;
  changeFromQuantity?: number | null;
  delta?: number;
  quantity?: number;
  ledgerDocumentUri?: string | null;
}

interface Input {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  changes?: Change[];
  quantities?: Change[];
}

interface InventoryError {
  field: string[] | null;
  message: string;
  code: string;
}

interface Target {
  variant: Variant;
  level: Level;
  delta: number;
}

/** Accepted reasons (recorded). */
const REASONS = [
  "correction",
  "cycle_count_available",
  "damaged",
  "movement_canceled",
  "movement_created",
  "movement_received",
  "movement_updated",
  "other",
  "promotion",
  "quality_control",
  "received",
  "reservation_created",
  "reservation_deleted",
  "reservation_updated",
  "restock",
  "safety_stock",
  "shrinkage",
];
const MAX_QUANTITY = 1_000_000_000;

/** The stock level that a change refers to, or the error of the change. */
function targetOf(ctx: CallContext, change: Change, path: string[]): Target | InventoryError {
  const item = idOf(change.inventoryItemId, "InventoryItem");
  const variant = ctx.world.store
    .products(ctx.shop.domain)
    .flatMap(({ variants }) => variants)
    .find(({ inventoryItemId }) => inventoryItemId === item);
  if (!variant) {
    const message = "The specified inventory item could not be found.";
    return { field: [...path, "inventoryItemId"], message, code: "INVALID_INVENTORY_ITEM" };
  }
  const location = idOf(change.locationId, "Location");
  const level = variant.levels.find(({ locationId }) => locationId === location);
  if (!level) {
    const message = "The specified location could not be found.";
    return { field: [...path, "locationId"], message, code: "INVALID_LOCATION" };
  }
  if (change.quantity !== undefined && change.quantity < 0) {
    const message = "The quantity can't be negative.";
    return { field: [...path, "quantity"], message, code: "INVALID_QUANTITY_NEGATIVE" };
  }
  const delta = change.delta ?? (change.quantity ?? 0) - level.available;
  if (level.available + delta > MAX_QUANTITY) {
    const message = `The quantity can't be higher than ${MAX_QUANTITY.toLocaleString("en-US")}.`;
    return {
      field: [...path, change.delta === undefined ? "quantity" : "delta"],
      message,
      code: "INVALID_QUANTITY_TOO_HIGH",
    };
  }
  const from = change.changeFromQuantity ?? null;
  if (from !== null && from !== level.available) {
    const message = "The changeFromQuantity argument no longer matches the persisted quantity.";
    return { field: [...path, "changeFromQuantity"], message, code: "CHANGE_FROM_QUANTITY_STALE" };
  }
  return { variant, level, delta };
}

/** Both mutations apply all changes or none, once per idempotency key. */
function changeQuantities(list: "changes" | "quantities", inputType: string) {
  return (_source: unknown, args: Args, ctx: CallContext, info: GraphQLResolveInfo) => {
    const input = args.input as Input;
    const changes = input[list] ?? [];
    if (changes.some((change) => change.changeFromQuantity === undefined)) {
      throw topLevel(
        "INVALID_FIELD_ARGUMENTS",
        `${inputType} must include the following argument: changeFromQuantity.`,
      );
    }
    const key = idempotencyKey(info, ctx);
    for (const change of changes) refuseFields(inputType, change, ["ledgerDocumentUri"]);
    if (input.name !== "available") throw notImplemented(`${info.fieldName} of "${input.name}"`);
    const refuse = (...userErrors: unknown[]) => ({ inventoryAdjustmentGroup: null, userErrors });
    const parameters = JSON.stringify([info.fieldName, input]);
    const earlier = ctx.world.idempotency.get(key);
    if (earlier) {
      if (earlier.parameters !== parameters) return refuse(MISMATCH);
      return JSON.parse(earlier.result);
    }
    if (hit(ctx, "idempotency-concurrent", info.fieldName)) return refuse(CONCURRENT);
    if (!REASONS.includes(input.reason)) {
      const message = `The specified reason is invalid. Valid values are: ${REASONS.join(", ")}.`;
      return refuse({ field: ["input", "reason"], message, code: "INVALID_REASON" });
    }
    const targets = changes.map((change, index) => targetOf(ctx, change, ["input", list, String(index)]));
    const errors = targets.filter((target): target is InventoryError => "code" in target);
    if (errors.length > 0) return refuse(...errors);
    const payload = apply(ctx, input, targets as Target[]);
    ctx.world.idempotency.set(key, { parameters, result: JSON.stringify(payload) });
    return payload;
  };
}

function apply(ctx: CallContext, input: Input, targets: Target[]) {
  const { world, shop } = ctx;
  // Changes without an effect are not listed (recorded).
  const effective = targets.filter(({ delta }) => delta !== 0);
  if (effective.length === 0) return { inventoryAdjustmentGroup: null, userErrors: [] };
  const changes = effective.flatMap(({ variant, level, delta }) => {
    moveStock(world, shop.domain, variant.id, level.locationId, delta, delta);
    world.history.record({ shop: shop.domain, id: null }, "stock-changed", {
      variantId: variant.id,
      locationId: level.locationId,
      available: level.available,
    });
    // A change of `available` also changes `on_hand`, and the answer lists both (recorded).
    return ["available", "on_hand"].map((name) => ({
      name,
      delta,
      quantityAfterChange: null,
      ledgerDocumentUri: null,
      item: variant,
      location: shop.locations.find(({ id }) => id === level.locationId) ?? null,
    }));
  });
  return {
    inventoryAdjustmentGroup: {
      id: `gid://shopify/InventoryAdjustmentGroup/${world.store.nextId()}`,
      createdAt: dateTime(world.now().toISOString()),
      reason: input.reason,
      referenceDocumentUri: input.referenceDocumentUri ?? null,
      changes,
    },
    userErrors: [],
  };
}

export const inventoryMutations = fieldsOf<undefined>({
  inventoryAdjustQuantities: changeQuantities("changes", "InventoryChangeInput"),
  inventorySetQuantities: changeQuantities("quantities", "InventoryQuantityInput"),
});
