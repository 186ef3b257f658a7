import {
  type AnswerObject,
  asCount,
  asObject,
  asObjects,
  asText,
  required,
  unreadable,
} from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/** The number of fulfillments in the first answer; most orders have fewer. */
const FIRST = 10;

/** The longest list that Shopify returns. The fulfillments of an order are a list without pages. */
const LONGEST_LIST = 250;

const UNSHIPPED = new Set(["CANCELLED", "ERROR", "FAILURE"]);

/**
 * Counts the shipped units of an order by line GID, without cancelled and failed fulfillments. A short order needs
 * one call. An order with many fulfillments, or many lines in a fulfillment, is read fulfillment by fulfillment.
 *
 * @throws ShopifyFailure `unreadable_answer` when the order has more fulfillments than Shopify lists, because a count
 *   that is too low would let units be ordered again
 */
export async function readShippedUnits(
  call: CallAdmin,
  access: ShopAccess,
  orderGid: string,
): Promise<Map<string, number>> {
  const ask = async (operation: string, variables: Record<string, unknown>) => {
    const answer = await call(access, { operation, variables });
    refuseErrors(answer);
    return answer.data;
  };
  const data = await ask(operations.readShippedUnits, { id: orderGid });
  const first = asObjects(asObject(data.order)?.fulfillments);
  const isWhole = (one: AnswerObject) =>
    asObject(asObject(one.fulfillmentLineItems)?.pageInfo)?.hasNextPage !== true;
  if (first.length < FIRST && first.every(isWhole)) return countUnits(first.filter(isShipped));

  const listed = await ask(operations.listFulfillments, { id: orderGid });
  const all = asObjects(asObject(listed.order)?.fulfillments);
  if (all.length >= LONGEST_LIST) throw unreadable("The order has more shipments than Shopify lists.");
  const whole: AnswerObject[] = [];
  for (const { id } of all.filter(isShipped)) {
    const readLines = async (after: string | null) => {
      const page = await ask(operations.readFulfillmentLines, { id: required(asText(id), "id"), after });
      return asObject(page.fulfillment)?.fulfillmentLineItems;
    };
    const lines = await readPages(await readLines(null), readLines);
    whole.push({ fulfillmentLineItems: lines });
  }
  return countUnits(whole);
}

const isShipped = (fulfillment: AnswerObject) => !UNSHIPPED.has(String(fulfillment.status));

function countUnits(fulfillments: readonly AnswerObject[]): Map<string, number> {
  const shipped = new Map<string, number>();
  for (const fulfillment of fulfillments) {
    for (const line of asObjects(fulfillment.fulfillmentLineItems)) {
      const gid = asText(asObject(line.lineItem)?.id);
      if (gid) shipped.set(gid, (shipped.get(gid) ?? 0) + asCount(line.quantity));
    }
  }
  return shipped;
}
