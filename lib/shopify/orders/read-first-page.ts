import { type AnswerObject, asObject } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";
import { deniedFields, isDeniedPersonal } from "./denied-fields";

/** Each of these access scopes shows the fulfillment orders of its own kind of location. */
const WORK_SCOPES = ["merchant_managed", "third_party", "assigned"].map(
  (kind) => `${kind}_fulfillment_orders`,
);

/** The optional parts of an order, and the fields by which Shopify names a denied part. */
const optionalParts = {
  work: /\b(fulfillmentOrders|fulfillmentHolds) field/,
  risk: /\b(risk|assessments|recommendation) field/,
} as const;

type FirstPage = {
  order: AnswerObject;
  /** The access scopes for fulfillment orders that the app lacks. */
  missingScopes: string[];
  /** The parts of the customer data that the app may not see. */
  withheld: string[];
};

/**
 * Reads an order with the first page of its lines and fulfillment orders. Fulfillment orders and risk are optional:
 * where the app may not read them, the order is read without them. So is customer data that Shopify withholds. Null when
 * the shop answers null.
 */
export async function readFirstPage(
  call: CallAdmin,
  access: ShopAccess,
  orderGid: string,
): Promise<FirstPage | null> {
  const missing = missingWorkScopes(access.scopes);
  const parts = { work: missing.length < WORK_SCOPES.length, risk: true };
  let withheld: string[] = [];
  const read = async (): Promise<AnswerObject | null> => {
    try {
      const variables = { id: orderGid, ...parts };
      const answer = await call(access, { operation: operations.readOrder, variables });
      refuseErrors(answer, isDeniedPersonal);
      withheld = deniedFields(answer);
      return asObject(answer.data.order);
    } catch (error) {
      const denied = deniedPart(error);
      if (denied === null || !parts[denied]) throw error;
      parts[denied] = false;
      return read();
    }
  };
  const order = await read();
  return order && { order, withheld, missingScopes: parts.work ? missing : missingWorkScopes([]) };
}

/** The optional part that a failed read was denied, if any. */
function deniedPart(error: unknown): keyof typeof optionalParts | null {
  if (!(error instanceof ShopifyFailure) || error.code !== "access_denied") return null;
  if (optionalParts.work.test(error.message)) return "work";
  return optionalParts.risk.test(error.message) ? "risk" : null;
}

/** The read scopes that were not granted; none when the granted scopes are not known. */
function missingWorkScopes(scopes: readonly string[] | undefined): string[] {
  if (scopes === undefined) return [];
  return WORK_SCOPES.filter(
    (scope) => !scopes.includes(`read_${scope}`) && !scopes.includes(`write_${scope}`),
  ).map((scope) => `read_${scope}`);
}
