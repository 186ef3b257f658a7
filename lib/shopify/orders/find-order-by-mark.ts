import { asObject, asObjects, asText } from "@/lib/shopify/client/answer-values";
import type { AdminAnswer, CallAdmin } from "@/lib/shopify/client/call-admin";
import { classifyGraphqlErrors } from "@/lib/shopify/client/classify-graphql-errors";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { FindOrderAnswer, ShopAccess, SourceOrderSnapshot } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readSourceOrder } from "./read-source-order";

/**
 * Looks up an origin mark in both ways that a store supports: the unique metafield, which is exact but needs its
 * definition, and the search by source identifier, whose index can lag. Returns `not_found` only when both look-ups
 * succeeded and the search recognised every term.
 *
 * @throws ShopifyFailure when one look-up failed and the other found nothing
 */
export async function findOrderByMark(
  call: CallAdmin,
  access: ShopAccess,
  mark: string,
): Promise<FindOrderAnswer> {
  const answer = await call(access, {
    operation: operations.findOrderByMark,
    variables: { mark, search: `source_identifier:'${mark.replace(/['\\]/g, "\\$&")}'` },
  });
  const ids = new Set<string>();
  const byMetafield = asText(asObject(answer.data.orderByIdentifier)?.id);
  if (byMetafield) ids.add(byMetafield);
  for (const found of asObjects(answer.data.orders)) {
    const id = asText(found.id);
    // The search matches words, so the results may contain orders with other marks.
    if (id && found.sourceIdentifier === mark) ids.add(id);
  }
  const orders: SourceOrderSnapshot[] = [];
  for (const id of ids) {
    const order = await readSourceOrder(call, access, id);
    if (order) orders.push(order);
  }
  if (orders.length > 0) return { kind: "found", orders };
  if (ids.size > 0) {
    throw new ShopifyFailure("unreadable_answer", "An order was found by its mark but could not be read.");
  }
  if (answer.errors.length > 0) throw classifyGraphqlErrors(answer.errors);
  const warning = searchWarning(answer);
  if (warning) throw new ShopifyFailure("invalid_request", warning, { executed: "no" });
  return { kind: "not_found" };
}

/** Shopify ignores an unknown search term and reports it only as a warning beside the data. */
function searchWarning(answer: AdminAnswer): string | null {
  for (const search of asObjects(answer.extensions.search)) {
    const [warning] = asObjects(search.warnings);
    if (warning) return asText(warning.message) ?? "The search did not understand a term.";
  }
  return null;
}
