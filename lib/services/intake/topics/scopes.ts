/** Access scopes for fulfillment orders. Each one shows those of its own kind of location. */
export const workScopes: readonly string[] = ["merchant_managed", "third_party", "assigned"].flatMap((kind) =>
  ["read", "write"].map((access) => `${access}_${kind}_fulfillment_orders`),
);
