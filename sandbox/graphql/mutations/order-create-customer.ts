import { type AddressInput, makeAddress } from "../../orders/address";
import { customerByEmail, newCustomer } from "../../orders/customer";
import type { Customer } from "../../state/shop-types";
import { idOf } from "../../values/gid";
import type { CallContext } from "../call/context";

export interface CustomerInput {
  toAssociate?: { id?: string | null; email?: string | null } | null;
  toUpsert?: {
    id?: string | null;
    email?: string | null;
    firstName?: string | null;
    lastName?: string | null;
    phone?: string | null;
    note?: string | null;
    tags?: string[] | null;
  } | null;
}

interface CustomerParts {
  email?: string | null;
  customer?: CustomerInput | null;
  customerId?: string | null;
  shippingAddress?: AddressInput | null;
}

/** The customer that an input refers to, or null if this shop does not have it. */
export function associated(ctx: CallContext, input: CustomerParts): Customer | null {
  const wanted = input.customer?.toAssociate;
  const id = input.customerId ?? wanted?.id ?? input.customer?.toUpsert?.id;
  if (id) {
    const found = ctx.world.store.get("customer", idOf(id, "Customer") ?? "");
    return found?.shop === ctx.shop.domain ? found : null;
  }
  const email = wanted?.email ?? input.customer?.toUpsert?.email;
  return email ? (customerByEmail(ctx.world, ctx.shop, email) ?? null) : null;
}

/**
 * The customer id of a new order. An e-mail alone attaches the customer with that e-mail, or creates one (recorded). A
 * customer in the input gets the shipping address as default address.
 */
export function customerOf(ctx: CallContext, input: CustomerParts): string | null {
  if (!input.customer && !input.customerId) {
    if (!input.email) return null;
    const { email } = input;
    return (customerByEmail(ctx.world, ctx.shop, email) ?? newCustomer(ctx.world, ctx.shop, { email })).id;
  }
  const upsert = input.customer?.toUpsert;
  const found =
    associated(ctx, input) ??
    (upsert ? newCustomer(ctx.world, ctx.shop, { email: upsert.email ?? null }) : null);
  if (!found) return null;
  if (upsert) {
    found.firstName = upsert.firstName ?? found.firstName;
    found.lastName = upsert.lastName ?? found.lastName;
    found.phone = upsert.phone ?? found.phone;
    found.note = upsert.note ?? found.note;
    found.tags = upsert.tags ?? found.tags;
  }
  found.defaultAddress = makeAddress(ctx.world.store, input.shippingAddress) ?? found.defaultAddress;
  found.updatedAt = ctx.world.now().toISOString();
  ctx.world.store.put("customer", found.id, found);
  return found.id;
}
