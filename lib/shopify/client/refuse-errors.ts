import type { AdminAnswer } from "./call-admin";
import { classifyGraphqlErrors, type GraphqlError } from "./classify-graphql-errors";

/**
 * Throws when an answer has errors.
 *
 * @param isAllowed whether the answer can be used in spite of an error
 * @throws ShopifyFailure classified by the errors' codes
 */
export function refuseErrors(
  answer: AdminAnswer,
  isAllowed: (error: GraphqlError) => boolean = () => false,
): void {
  const serious = answer.errors.filter((error) => !isAllowed(error));
  if (serious.length > 0) throw classifyGraphqlErrors(serious);
}
