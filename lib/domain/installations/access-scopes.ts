import { codesOf } from "@/lib/domain/values/code-table";

/** A store's role in a connection. One store may have both. */
export type StoreRole = "destination" | "source";

/** What Crossdock does with a shop, as far as Shopify asks for an access scope. */
type ScopeFeature =
  | "orders"
  | "old_orders"
  | "catalogue"
  | "stock"
  | "shipments"
  | "shipping_work"
  | "order_edits"
  | "returns"
  | "customers";

type ScopeNeed = {
  /** What the scopes are for, as the page about an app shows it. */
  label: string;
  /** The scopes that a destination store needs for it; none when it does not need the feature. */
  destination: readonly string[];
  source: readonly string[];
  /** Without an optional feature the store works; the page says what is missing. */
  optional: boolean;
  /** The feature is not built yet: no call uses the scopes. */
  later?: true;
  /**
   * Shopify must have approved the scopes for the app. A grant that asks for them without the approval is refused as a
   * whole (`missing_shopify_permission`), so they are asked for only when a user says that they are approved.
   */
  approval?: true;
};

const kinds = ["merchant_managed", "third_party", "assigned"] as const;
const work = (verb: "read" | "write") => kinds.map((kind) => `${verb}_${kind}_fulfillment_orders`);

/**
 * The access scopes of each feature by role. `write_x` includes `read_x`. Features that are not built yet are listed,
 * because each new scope makes every merchant approve the app again.
 */
export const scopeNeeds: Readonly<Record<ScopeFeature, ScopeNeed>> = {
  orders: {
    label: "Read orders, push them, and tag them",
    destination: ["write_orders"],
    source: ["write_orders"],
    optional: false,
  },
  old_orders: {
    label: "Read orders that are older than 60 days",
    destination: ["read_all_orders"],
    source: ["read_all_orders"],
    optional: true,
    approval: true,
  },
  catalogue: {
    label: "Read products and variants",
    destination: ["read_products"],
    source: ["read_products"],
    optional: false,
  },
  stock: {
    label: "Read stock and locations",
    destination: ["read_inventory", "read_locations"],
    source: ["read_inventory", "read_locations"],
    optional: false,
  },
  shipments: {
    label: "Receive news of shipments",
    destination: ["read_fulfillments"],
    source: ["read_fulfillments"],
    optional: false,
  },
  shipping_work: {
    label: "See holds and schedules, and mark the shopper's order as shipped",
    destination: work("write"),
    source: work("read"),
    optional: false,
  },
  order_edits: {
    label: "Carry later changes over to the supplier's order",
    destination: [],
    source: ["write_order_edits"],
    optional: true,
    later: true,
  },
  returns: {
    label: "Show returns",
    destination: ["read_returns"],
    source: ["read_returns"],
    optional: true,
    later: true,
  },
  customers: {
    label: "Show the shopper's name and address",
    destination: ["read_customers"],
    source: [],
    optional: false,
  },
};

/**
 * The scopes to ask for, sorted.
 *
 * @param options.optional whether to include the scopes of optional features
 * @param options.approved whether to include optional scopes that Shopify must approve first. Default: no
 */
export function scopesFor(
  roles: readonly StoreRole[],
  options: { optional: boolean; approved?: boolean },
): string[] {
  const scopes = codesOf(scopeNeeds).flatMap((feature) => {
    const need: ScopeNeed = scopeNeeds[feature];
    const wanted = !need.optional || (options.optional && (!need.approval || options.approved === true));
    return wanted ? roles.flatMap((role) => need[role]) : [];
  });
  return [...new Set(scopes)].sort();
}

/** The scopes of an app that serves stores of both roles. */
export function appScopes(): { scopes: string[]; optionalScopes: string[] } {
  const roles = ["destination", "source"] as const;
  const scopes = scopesFor(roles, { optional: false });
  const all = scopesFor(roles, { optional: true, approved: true });
  return { scopes, optionalScopes: all.filter((scope) => !scopes.includes(scope)) };
}

/** Whether the granted scopes include one; a write scope includes its read scope. */
export function includesScope(granted: readonly string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^read_/, "write_"));
}

/** The scopes that a store in these roles misses and cannot work without. */
export function neededScopes(granted: readonly string[], roles: readonly StoreRole[]): string[] {
  const missing = missingScopes(granted, roles).flatMap(({ optional, scopes }) => (optional ? [] : scopes));
  return [...new Set(missing)];
}

/**
 * The scopes to ask for when a store is authorized again, sorted: those of its roles, and those of our features that the
 * shop granted before, because a grant replaces the former one. So the stores of other organizations on the same
 * installation, and a feature that Shopify approved, keep what they have.
 */
export function scopesAgain(roles: readonly StoreRole[], granted: readonly string[]): string[] {
  const { scopes, optionalScopes } = appScopes();
  const kept = [...scopes, ...optionalScopes].filter((scope) => granted.includes(scope));
  return [...new Set([...scopesFor(roles, { optional: true }), ...kept])].sort();
}

/** What a store in these roles misses: each feature with the scopes that were not granted. */
export function missingScopes(
  granted: readonly string[],
  roles: readonly StoreRole[],
): { feature: ScopeFeature; scopes: string[]; optional: boolean }[] {
  return codesOf(scopeNeeds).flatMap((feature) => {
    const need = scopeNeeds[feature];
    const scopes = [...new Set(roles.flatMap((role) => need[role]))].filter(
      (scope) => !includesScope(granted, scope),
    );
    return scopes.length === 0 ? [] : [{ feature, scopes, optional: need.optional }];
  });
}
