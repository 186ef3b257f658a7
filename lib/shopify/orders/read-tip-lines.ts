import { type AnswerObject, asObject, asObjects, asText } from "@/lib/shopify/client/answer-values";
import { readPages } from "@/lib/shopify/client/read-pages";

/**
 * The ids of an order's tip lines. Shopify marks tips only in the sales of an order's agreements; their titles depend
 * on the shop's language.
 *
 * @param readPage reads one agreement of the order with one page of its sales
 */
export async function readTipLines(
  readPage: (cursors: { after: string | null; salesAfter: string | null }) => Promise<AnswerObject | null>,
): Promise<ReadonlySet<string>> {
  const tips = new Set<string>();
  const readAgreement = async (after: string | null) => {
    const agreements = asObject((await readPage({ after, salesAfter: null }))?.agreements);
    for (const agreement of asObjects(agreements)) {
      const sales = await readPages(agreement.sales, async (salesAfter) => {
        const page = asObject((await readPage({ after, salesAfter }))?.agreements);
        return asObjects(page)[0]?.sales;
      });
      for (const sale of sales) {
        const id = asText(asObject(sale.lineItem)?.id);
        if (id !== null) tips.add(id);
      }
    }
    return agreements;
  };
  await readPages(await readAgreement(null), readAgreement);
  return tips;
}
