import type { GraphQLResolveInfo } from "graphql";
import type { FaultKind, ShopFault } from "../../faults/fault-kinds";
import type { Fault } from "../../faults/faults";
import type { App, Token } from "../../state/app-types";
import type { Shop } from "../../state/shop-types";
import type { World } from "../../world/world";

/** How a search interpreted a query, as answered in `extensions.search`. */
export interface SearchReport {
  path: (string | number)[];
  query: string;
  parsed: unknown;
  warnings: { field: string; message: string; code: string }[];
}

/** One call of one app on one shop. */
export interface CallContext {
  world: World;
  shop: Shop;
  app: App;
  token: Token;
  /** Variables as sent. Coerced variables do not show what was omitted. */
  variables: Record<string, unknown>;
  searches: SearchReport[];
  committed: boolean;
  /** Faults that affected this call. */
  faults: FaultKind[];
}

export type Args = Record<string, unknown>;
export type Resolver = (source: unknown, args: Args, ctx: CallContext, info: GraphQLResolveInfo) => unknown;
export type ResolverMap = Record<string, Record<string, Resolver>>;

/** Resolvers of one type, checked against the type of their source. */
export function fieldsOf<Source>(
  fields: Record<string, (source: Source, args: Args, ctx: CallContext, info: GraphQLResolveInfo) => unknown>,
): Record<string, Resolver> {
  return fields as Record<string, Resolver>;
}

/** The stored namespace. `$app:x` and an omitted namespace belong to the calling app: `app--<id>--x`, `app--<id>`. */
export function namespaceOf(app: App, namespace: unknown): string {
  if (namespace === undefined || namespace === null || namespace === "$app") return `app--${app.id}`;
  const text = String(namespace);
  return text.startsWith("$app:") ? `app--${app.id}--${text.slice(5)}` : text;
}

/** The fault that applies here, recorded in the log of the call; or null. Call it only where the fault takes effect. */
export function hit(ctx: CallContext, kind: ShopFault, operation: string): Fault | null {
  const fault = ctx.world.faults.take(kind, ctx.shop.domain, operation);
  if (fault) ctx.faults.push(kind);
  return fault;
}
