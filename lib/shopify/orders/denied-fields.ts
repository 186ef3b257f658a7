import type { AdminAnswer } from "@/lib/shopify/client/call-admin";
import type { GraphqlError } from "@/lib/shopify/client/classify-graphql-errors";

/** The parts of an order that hold a shopper's data, as Shopify names them. */
const PERSONAL = new Set(["email", "phone", "shippingAddress", "billingAddress"]);

/** Shopify's words for an app without approval for protected customer data. */
const NOT_APPROVED = /not approved to (access|use)/i;

/**
 * Whether an error only says that the app may not see a part of the customer data of an order. The other parts are in the
 * answer. A denied `customer` also comes without the access scope for customers, which nothing else needs.
 */
export function isDeniedPersonal({ code, path }: GraphqlError): boolean {
  const [root, field] = path;
  if (code !== "ACCESS_DENIED") return false;
  return path.includes("customer") || (root === "order" && field !== undefined && PERSONAL.has(field));
}

/**
 * The parts of an order's customer data that Shopify withholds from the app: the answer has null there, and an error
 * for each. https://shopify.dev/docs/apps/launch/protected-customer-data
 */
export function deniedFields({ errors }: AdminAnswer): string[] {
  const denied = errors
    .filter(isDeniedPersonal)
    .filter(({ path, message }) => !path.includes("customer") || NOT_APPROVED.test(message));
  return [...new Set(denied.flatMap(({ path }) => path[1] ?? []))].sort();
}
