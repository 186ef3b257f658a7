/** A merchant with its destination stores; `id` and `name` are null for stores that belong to no merchant. */
export type ScopeChoice = { id: string | null; name: string | null; stores: { id: string; name: string }[] };
