/** The payment state with which a source order is created. */
export type SentPayment = "PAID" | "PENDING";

/** What each state means for the supplier. */
export const sentPayments: Record<SentPayment, string> = {
  PAID: "Suppliers see the order as paid.",
  PENDING: "Suppliers see the order as unpaid: its payment is pending.",
};

/** Shopify's statuses of orders whose money the merchant has received. */
const received: ReadonlySet<string> = new Set(["PAID", "PARTIALLY_REFUNDED"]);

/**
 * The payment state that a source order gets from the order's financial status. Only received money counts as paid:
 * a supplier that sees "paid" collects nothing on delivery. Any other status, also one that is not known, is pending.
 */
export function sentPayment(financialStatus: string | null): SentPayment {
  return financialStatus !== null && received.has(financialStatus) ? "PAID" : "PENDING";
}
