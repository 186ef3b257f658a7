import { sql } from "drizzle-orm";
import { orderContact } from "@/db/schema/order";

/** The columns from which `shownCustomer` makes the customer of a listed order. */
export const customerColumns = {
  customerName: orderContact.customerName,
  company: sql<string | null>`${orderContact.shippingAddress} ->> 'company'`,
  phone: sql<string | null>`coalesce(${orderContact.phone}, ${orderContact.shippingAddress} ->> 'phone')`,
};
