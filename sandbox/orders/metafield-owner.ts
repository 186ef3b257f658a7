import type { Order } from "../state/order-types";
import type { Customer, Metafield, Product } from "../state/shop-types";
import { idOf } from "../values/gid";
import type { World } from "../world/world";
import { saveOrder } from "./change";

type Owner = Order | Product | Customer;

/** Owner types that can have metafields, with the scope that a write requires. */
export const METAFIELD_OWNERS: Record<Owner["__typename"], { ownerType: string; scope: string }> = {
  Order: { ownerType: "ORDER", scope: "write_orders" },
  Product: { ownerType: "PRODUCT", scope: "write_products" },
  Customer: { ownerType: "CUSTOMER", scope: "write_customers" },
};

interface MetafieldChange {
  namespace: string;
  key: string;
  type: string | null;
  value: string;
}

/** Whether the type in a GID can own metafields in the sandbox. */
export function canOwnMetafields(gid: string): boolean {
  return (/^gid:\/\/shopify\/(\w+)\//.exec(gid)?.[1] ?? "") in METAFIELD_OWNERS;
}

/** The order, product or customer of a shop with this GID, or undefined. */
export function metafieldOwner(world: World, shop: string, gid: string): Owner | undefined {
  const order = world.store.order(shop, idOf(gid, "Order") ?? "");
  const product = world.store.get("product", idOf(gid, "Product") ?? "");
  const customer = world.store.get("customer", idOf(gid, "Customer") ?? "");
  const found = order ?? product ?? customer;
  return found?.shop === shop ? found : undefined;
}

/** Writes metafields of an owner. The caller stores the owner. */
export function writeMetafields(world: World, owner: Owner, changes: MetafieldChange[]): Metafield[] {
  const now = world.now().toISOString();
  return changes.map(({ namespace, key, type, value }) => {
    const present = owner.metafields ?? [];
    const own = present.find((entry) => entry.namespace === namespace && entry.key === key);
    const metafield: Metafield = {
      id: own?.id ?? world.store.nextId(),
      namespace,
      key,
      type: type ?? own?.type ?? "single_line_text_field",
      value,
      createdAt: own?.createdAt ?? now,
      updatedAt: now,
    };
    owner.metafields = [...present.filter((entry) => entry !== own), metafield];
    return metafield;
  });
}

/** Stores an owner whose metafields changed. */
export function saveOwner(world: World, owner: Owner): void {
  if (owner.__typename === "Order") {
    world.history.record(owner, "order-updated", { fields: ["metafields"] });
    saveOrder(world, owner);
    return;
  }
  owner.updatedAt = world.now().toISOString();
  if (owner.__typename === "Product") world.store.put("product", owner.id, owner);
  else world.store.put("customer", owner.id, owner);
}
