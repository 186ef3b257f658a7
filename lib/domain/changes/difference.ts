import type { ChangeCardKind } from "@/lib/domain/orders/change-kind";
import type { ChangeCardData } from "./change-card";

/** A difference between an order and its source orders. Kind, line and leg identify it among those of its order. */
export type Difference = {
  kind: ChangeCardKind;
  lineItemId: string | null;
  legId: string | null;
  quantity: number | null;
  data: ChangeCardData;
};

/** A difference of the order as a whole, without a number. */
export const none = { lineItemId: null, legId: null, quantity: null, data: {} };
