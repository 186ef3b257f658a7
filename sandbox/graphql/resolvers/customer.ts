import type { Customer } from "../../state/shop-types";
import { dateTime } from "../../values/time-format";
import { fieldsOf, type ResolverMap } from "../call/context";
import { mailingAddress } from "./address";
import { metafieldFields } from "./metafield";

export const customerResolvers: ResolverMap = {
  Customer: fieldsOf<Customer>({
    id: (customer) => `gid://shopify/Customer/${customer.id}`,
    legacyResourceId: (customer) => customer.id,
    firstName: (customer) => customer.firstName,
    lastName: (customer) => customer.lastName,
    displayName: (customer) =>
      [customer.firstName, customer.lastName].filter(Boolean).join(" ") ||
      (customer.email ?? customer.phone ?? ""),
    email: (customer) => customer.email,
    phone: (customer) => customer.phone,
    defaultEmailAddress: (customer) =>
      customer.email ? { emailAddress: customer.email, validFormat: true } : null,
    defaultPhoneNumber: (customer) => (customer.phone ? { phoneNumber: customer.phone } : null),
    defaultAddress: (customer) => mailingAddress(customer.defaultAddress),
    note: (customer) => customer.note,
    tags: (customer) => customer.tags,
    ...metafieldFields("CUSTOMER"),
    state: () => "DISABLED",
    locale: () => "en",
    taxExempt: () => false,
    verifiedEmail: () => true,
    createdAt: (customer) => dateTime(customer.createdAt),
    updatedAt: (customer) => dateTime(customer.updatedAt),
    numberOfOrders: (customer, _args, ctx) =>
      String(
        ctx.world.store.orders(customer.shop).filter((order) => order.customerId === customer.id).length,
      ),
  }),
};
