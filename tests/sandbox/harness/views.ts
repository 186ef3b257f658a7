/** A variant as the control API returns it. */
export interface VariantView {
  id: string;
  sku: string;
  inventoryItemId: string;
  levels: { locationId: string; available: number; onHand: number }[];
}

/** An order as the control API returns it. */
export interface OrderView {
  id: string;
  legacyId: string;
  name: string;
  financialStatus: string | null;
  fulfillmentStatus: string;
  cancelledAt: string | null;
  closedAt: string | null;
  note: string | null;
  tags: string[];
  edited: boolean;
  sourceIdentifier: string | null;
  totals: Record<string, string>;
  lines: { id: string; title: string; sku: string; quantity: number; currentQuantity: number }[];
  fulfillmentOrders: { id: string; status: string; lines: { remaining: number }[] }[];
  shippingAddress: Record<string, string | null> | null;
  metafields: { namespace: string; key: string; value: string }[];
}

/** A shop as the control API returns it. */
export interface ShopState {
  shop: { locations: { id: string }[] };
  orders: OrderView[];
  products: { title: string; variants: VariantView[] }[];
  subscriptions: { id: string; topic: string }[];
}
