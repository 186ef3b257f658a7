import type { Metafield, MetafieldDefinition } from "../../state/shop-types";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import { type Args, type CallContext, namespaceOf } from "../call/context";
import { METAFIELD_TYPES } from "./metafield-types";

interface Owner {
  metafields?: Metafield[];
}

/** The fields `metafield` and `metafields` of an owner. */
export function metafieldFields(ownerType: string) {
  return {
    metafield: (owner: Owner, args: Args, ctx: CallContext) => {
      const namespace = namespaceOf(ctx.app, args.namespace);
      const found = owner.metafields?.find(
        (metafield) => metafield.namespace === namespace && metafield.key === args.key,
      );
      return found ? metafieldNode(found, ownerType) : null;
    },
    metafields: (owner: Owner, args: Args, ctx: CallContext) => {
      const namespace = typeof args.namespace === "string" ? namespaceOf(ctx.app, args.namespace) : null;
      const keys = Array.isArray(args.keys) ? args.keys.map(String) : null;
      const found = (owner.metafields ?? []).filter(
        (metafield) =>
          (namespace === null || metafield.namespace === namespace) &&
          (keys === null ||
            keys.includes(metafield.key) ||
            keys.includes(`${metafield.namespace}.${metafield.key}`)),
      );
      return partsOf(
        found.map((metafield) => metafieldNode(metafield, ownerType)),
        args,
        (node) => node.legacyResourceId,
      );
    },
  };
}

/** `Metafield` as a plain object. */
export function metafieldNode(metafield: Metafield, ownerType: string) {
  return {
    id: `gid://shopify/Metafield/${metafield.id}`,
    legacyResourceId: metafield.id,
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: metafield.value,
    compareDigest: metafield.value,
    ownerType,
    description: null,
    sizeInBytes: Buffer.byteLength(metafield.value),
    createdAt: dateTime(metafield.createdAt),
    updatedAt: dateTime(metafield.updatedAt),
  };
}

/** `MetafieldDefinition` as a plain object. */
export function definitionNode(definition: MetafieldDefinition) {
  return {
    id: `gid://shopify/MetafieldDefinition/${definition.id}`,
    namespace: definition.namespace,
    key: definition.key,
    name: definition.name,
    description: definition.description,
    ownerType: definition.ownerType,
    type: {
      name: definition.type,
      category: METAFIELD_TYPES.get(definition.type.replace(/^list\./, "")) ?? "TEXT",
    },
    pinnedPosition: definition.pinnedPosition ?? null,
    useAsCollectionCondition: false,
    validationStatus: "ALL_VALID",
    validations: definition.validations ?? [],
    capabilities: {
      uniqueValues: { enabled: definition.uniqueValues, eligible: definition.type === "id" },
      adminFilterable: { enabled: false, eligible: true, status: "NOT_FILTERABLE" },
      smartCollectionCondition: { enabled: false, eligible: false },
    },
  };
}
