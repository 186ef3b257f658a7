import { type AnswerObject, asObject, asObjects, asText, unreadable } from "./answer-values";

/**
 * Reads all pages of a connection whose first page was already read.
 *
 * @param connection the first page, with `pageInfo { hasNextPage endCursor }`
 * @param readPage reads the page after a cursor; null means unreadable
 * @returns the objects of all pages, in order
 * @throws ShopifyFailure `unreadable_answer` when a page is missing
 */
export async function readPages(
  connection: unknown,
  readPage: (after: string) => Promise<unknown>,
): Promise<AnswerObject[]> {
  const objects = [...asObjects(connection)];
  let page = asObject(asObject(connection)?.pageInfo);
  while (page?.hasNextPage === true) {
    const after = asText(page.endCursor);
    const next = after === null ? null : asObject(await readPage(after));
    if (!next) throw unreadable("A page of the answer is missing.");
    objects.push(...asObjects(next));
    page = asObject(next.pageInfo);
  }
  return objects;
}
