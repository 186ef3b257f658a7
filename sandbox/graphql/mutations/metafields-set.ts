import {
  canOwnMetafields,
  METAFIELD_OWNERS,
  metafieldOwner,
  saveOwner,
  writeMetafields,
} from "../../orders/metafield-owner";
import { type Args, type CallContext, namespaceOf } from "../call/context";
import { notImplemented, type UserError } from "../call/errors";
import { accessDenied, hasScope } from "../call/scopes";
import { metafieldNode } from "../resolvers/metafield";
import { acceptsValue, digestProblem, lengthProblem } from "./metafield-problems";

interface SetInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

const MOST = 25;
const NO_ACCESS = "Access to this namespace and key on Metafields for this resource type is not allowed.";

function definedType(ctx: CallContext, ownerType: string, namespace: string, key: string): string | null {
  const definition = ctx.world.store
    .all("definition")
    .find(
      (entry) =>
        entry.shop === ctx.shop.domain &&
        entry.ownerType === ownerType &&
        entry.namespace === namespace &&
        entry.key === key,
    );
  return definition?.type ?? null;
}

function problemOf(ctx: CallContext, input: SetInput, index: number): UserError | null {
  const at = ["metafields", String(index)];
  const owner = metafieldOwner(ctx.world, ctx.shop.domain, input.ownerId);
  if (!owner) return { field: [...at, "ownerId"], message: "Owner does not exist.", code: "INVALID_VALUE" };
  const { ownerType } = METAFIELD_OWNERS[owner.__typename];
  const namespace = namespaceOf(ctx.app, input.namespace);
  if (namespace.startsWith("app--") && !`${namespace}--`.startsWith(`app--${ctx.app.id}--`)) {
    return { field: at, message: NO_ACCESS, code: "APP_NOT_AUTHORIZED" };
  }
  const length = lengthProblem("namespace", namespace, at) ?? lengthProblem("key", input.key, at);
  if (length) return length;
  const stored = owner.metafields?.find((entry) => entry.namespace === namespace && entry.key === input.key);
  const defined = definedType(ctx, ownerType, namespace, input.key);
  const type = input.type ?? defined ?? stored?.type;
  if (!type) return { field: [...at, "type"], message: "Type can't be blank", code: "BLANK" };
  if (defined && defined !== type) {
    const message = `Type must be consistent with the definition's type: '${defined}'.`;
    return { field: [...at, "type"], message, code: "INVALID_TYPE" };
  }
  if (!acceptsValue(type, input.value)) {
    return { field: [...at, "value"], message: `Value is not a valid ${type}.`, code: "INVALID_VALUE" };
  }
  return digestProblem(input.compareDigest, stored, at);
}

/** `metafieldsSet` on orders, products and customers. It writes all metafields or none. */
export function metafieldsSet(_source: unknown, args: Args, ctx: CallContext) {
  const inputs = args.metafields as SetInput[];
  const refuse = (metafields: [] | null, error: UserError) => ({
    metafields,
    userErrors: [{ elementIndex: null, ...error }],
  });
  if (inputs.length > MOST) {
    const message = `Exceeded the maximum metafields input limit of ${MOST}.`;
    return refuse(null, { field: ["metafields"], message, code: "LESS_THAN_OR_EQUAL_TO" });
  }
  const foreign = inputs.find(({ ownerId }) => !canOwnMetafields(ownerId));
  if (foreign) throw notImplemented(`metafields of ${foreign.ownerId}`);
  // Only what exceeds the limit answers null instead of an empty list (recorded).
  for (const [index, input] of inputs.entries()) {
    const problem = problemOf(ctx, input, index);
    if (problem) return refuse([], problem);
  }
  const owners = inputs.flatMap(({ ownerId }) => metafieldOwner(ctx.world, ctx.shop.domain, ownerId) ?? []);
  for (const { __typename } of owners) {
    const { scope } = METAFIELD_OWNERS[__typename];
    if (!hasScope(ctx.token, scope)) throw accessDenied("metafieldsSet", `\`${scope}\` access scope.`);
  }
  const written = inputs.flatMap((input, index) => {
    const owner = owners[index];
    if (!owner) return [];
    const { ownerType } = METAFIELD_OWNERS[owner.__typename];
    const namespace = namespaceOf(ctx.app, input.namespace);
    const type = input.type ?? definedType(ctx, ownerType, namespace, input.key);
    return writeMetafields(ctx.world, owner, [{ namespace, key: input.key, type, value: input.value }]).map(
      (metafield) => metafieldNode(metafield, ownerType),
    );
  });
  for (const owner of new Set(owners)) saveOwner(ctx.world, owner);
  return { metafields: written, userErrors: [] };
}
