import type { OrderHead } from "./facts";

/** Risk levels that hold no order; null where Shopify assessed none. A level that is not known counts as high. */
const harmless = new Set([null, "MEDIUM", "LOW", "PENDING", "NONE"]);

/** Whether Shopify reports a high risk of fraud for an order, or recommends to cancel it. */
export function isAtRisk(order: Pick<OrderHead, "riskLevel" | "riskRecommendation">): boolean {
  return !harmless.has(order.riskLevel) || order.riskRecommendation === "CANCEL";
}
