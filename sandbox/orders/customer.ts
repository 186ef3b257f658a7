import type { Customer, Shop } from "../state/shop-types";
import type { World } from "../world/world";

/** The customer of this shop with the e-mail, ignoring case. */
export function customerByEmail(world: World, shop: Shop, email: string): Customer | undefined {
  return world.store
    .all("customer")
    .find(
      (customer) => customer.shop === shop.domain && customer.email?.toLowerCase() === email.toLowerCase(),
    );
}

/** Creates a customer of this shop. */
export function newCustomer(
  world: World,
  shop: Shop,
  parts: Partial<Pick<Customer, "email" | "phone" | "firstName" | "lastName" | "note" | "tags">>,
): Customer {
  const now = world.now().toISOString();
  const customer: Customer = {
    __typename: "Customer",
    id: world.store.nextId(),
    shop: shop.domain,
    email: parts.email ?? null,
    phone: parts.phone ?? null,
    firstName: parts.firstName ?? null,
    lastName: parts.lastName ?? null,
    note: parts.note ?? null,
    tags: parts.tags ?? [],
    defaultAddress: null,
    createdAt: now,
    updatedAt: now,
  };
  world.store.put("customer", customer.id, customer);
  return customer;
}
