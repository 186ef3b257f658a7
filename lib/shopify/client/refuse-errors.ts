import type { AdminAnswer } from "./call-admin";
import { classifyGraphqlErrors } from "./classify-graphql-errors";

/**
 * Throws when the answer of a read has errors. A denied `customer` field is allowed: the order is then read without
 * its customer, because nothing else needs that scope.
 *
 * @throws ShopifyFailure classified by the errors' codes
 */
export function refuseErrors(answer: AdminAnswer): void {
  const serious = answer.errors.filter(
    (error) => !(error.code === "ACCESS_DENIED" && error.path.includes("customer")),
  );
  if (serious.length > 0) throw classifyGraphqlErrors(serious);
}
