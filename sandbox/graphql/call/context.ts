import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { Fault, FaultKind, ShopFault } from "../../faults/faults";
import type { App, Shop, Token } from "../../state/types";
import type { World } from "../../world/world";

/** What a search did with a query, told in `extensions.search`. */
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
  /** Variables as sent: coercion hides what was left out. */
  variables: Record<string, unknown>;
  searches: SearchReport[];
  committed: boolean;
  /** Faults that hit this call. */
  faults: FaultKind[];
}

export type Args = Record<string, unknown>;
export type Resolver = (source: unknown, args: Args, ctx: CallContext, info: GraphQLResolveInfo) => unknown;
export type ResolverMap = Record<string, Record<string, Resolver>>;

/** The resolvers of one type, written against the type of their source. */
export function fieldsOf<Source>(
  fields: Record<string, (source: Source, args: Args, ctx: CallContext, info: GraphQLResolveInfo) => unknown>,
): Record<string, Resolver> {
  return fields as Record<string, Resolver>;
}

/** A top-level error with one of Shopify's codes; the field it is thrown in reads null. */
export function topLevel(code: string, message: string, extra: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extra } });
}

/** The honest answer where the sandbox ends. */
export function notImplemented(what: string): GraphQLError {
  return topLevel("SANDBOX_NOT_IMPLEMENTED", `The sandbox does not implement ${what}.`);
}

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}

/** Numeric tail of a GID of this kind, or null when it is something else. */
export function idOf(gid: unknown, type: string): string | null {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)/.exec(String(gid));
  return match?.[1] === type ? (match[2] ?? null) : null;
}

/** `$app:x` and an omitted namespace belong to the calling app: `app--<id>--x`, `app--<id>`. */
export function namespaceOf(app: App, namespace: unknown): string {
  if (namespace === undefined || namespace === null || namespace === "$app") return `app--${app.id}`;
  const text = String(namespace);
  return text.startsWith("$app:") ? `app--${app.id}--${text.slice(5)}` : text;
}

/** The fault of the shop that is due at this place of a call, noted in its log. To be asked where it takes effect. */
export function hit(ctx: CallContext, kind: ShopFault, operation: string): Fault | null {
  const fault = ctx.world.faults.take(kind, ctx.shop.domain, operation);
  if (fault) ctx.faults.push(kind);
  return fault;
}
