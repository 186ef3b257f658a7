/** What changed after a push so that a user must know of it. `changeCards` has the words of each kind. */
export type ChangeCardKind =
  | "second_source_order"
  | "risk_raised"
  | "held_after_push"
  | "payment_ended"
  | "address_changed"
  | "shipping_changed"
  | "over_pushed"
  | "shipped_early"
  | "supplier_ended"
  | "supplier_changed"
  | "variant_mismatch";
