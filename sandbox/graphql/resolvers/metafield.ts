import type { Metafield, MetafieldDefinition } from "../../state/shop-types";
import { dateTime } from "../../values/time-format";

/** `Metafield` as a plain object. */
export function metafieldNode(metafield: Metafield) {
  return {
    id: `gid://shopify/Metafield/${metafield.id}`,
    legacyResourceId: metafield.id,
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: metafield.value,
    compareDigest: metafield.value,
    ownerType: "ORDER",
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
    type: { name: definition.type, category: definition.type === "id" ? "ID" : "TEXT" },
    pinnedPosition: null,
    useAsCollectionCondition: false,
    validationStatus: "ALL_VALID",
    validations: [],
    capabilities: {
      uniqueValues: { enabled: definition.uniqueValues, eligible: definition.type === "id" },
      adminFilterable: { enabled: false, eligible: true, status: "NOT_FILTERABLE" },
      smartCollectionCondition: { enabled: false, eligible: false },
    },
  };
}
