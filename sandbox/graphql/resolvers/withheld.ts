import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { Order } from "../../state/order-types";
import type { Address } from "../../state/shop-types";
import type { CallContext } from "../call/context";
import { mailingAddress } from "./address";

const DOCS = "https://shopify.dev/docs/apps/launch/protected-customer-data";
const ADDRESSES = new Set(["shippingAddress", "billingAddress"]);
const FIELDS = new Set(["email", "phone", ...ADDRESSES]);

/**
 * The answer to a field of an order whose customer data the shop withholds from apps: undefined for any other field, and
 * while nothing is withheld. A plan without customer data leaves country and province of an address and nulls the rest.
 *
 * @throws ACCESS_DENIED for each field of an app without approval for protected customer data
 */
export function withheldField(
  source: unknown,
  { shop }: CallContext,
  { parentType, fieldName }: GraphQLResolveInfo,
): object | null | undefined {
  const mode = shop.withholds ?? null;
  if (mode === null || parentType.name !== "Order") return undefined;
  if (fieldName !== "customer" && !FIELDS.has(fieldName)) return undefined;
  if (mode === "denied") throw notApproved(fieldName);
  if (!ADDRESSES.has(fieldName)) return null;
  const address = (source as Order)[fieldName as "shippingAddress" | "billingAddress"];
  return address && mailingAddress(regionOf(address));
}

function notApproved(field: string): GraphQLError {
  const what = field === "customer" ? "access the Customer object" : `use the ${field} field`;
  return new GraphQLError(`This app is not approved to ${what}. See ${DOCS} for more details.`, {
    extensions: { code: "ACCESS_DENIED", documentation: DOCS },
  });
}

function regionOf(address: Address): Address {
  return {
    ...address,
    ...{ firstName: null, lastName: null, company: null, phone: null },
    ...{ address1: null, address2: null, city: null, zip: null },
  };
}
