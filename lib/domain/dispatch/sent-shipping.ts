import type { OrderHead } from "@/lib/domain/orders/facts";

/** The shipping line that a source order gets, without its price. */
export type SentShipping = { title: string; code: string | null };

/** The shipping line that a supplier would get now: the order's first, or a neutral title. */
export function sentShipping({ shippingLines }: Pick<OrderHead, "shippingLines">): SentShipping {
  const [first] = shippingLines;
  return { title: first?.title ?? "Shipping", code: first?.code || null };
}
