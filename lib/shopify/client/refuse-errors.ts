import type { AdminAnswer } from "./call-admin";
import { classifyGraphqlErrors } from "./classify-graphql-errors";

/**
 * Lets an answer of a read pass only without errors. A denied `customer` passes as an order without one: the
 * scope is not needed for anything else.
 *
 * @throws ShopifyFailure named by the errors' codes
 */
export function refuseErrors(answer: AdminAnswer): void {
  const serious = answer.errors.filter(
    (error) => !(error.code === "ACCESS_DENIED" && error.path.includes("customer")),
  );
  if (serious.length > 0) throw classifyGraphqlErrors(serious);
}
