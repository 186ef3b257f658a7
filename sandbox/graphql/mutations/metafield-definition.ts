import { METAFIELD_OWNERS } from "../../orders/metafield-owner";
import type { MetafieldDefinition } from "../../state/shop-types";
import { type Args, type CallContext, namespaceOf } from "../call/context";
import { notImplemented, refuseFields, type UserError } from "../call/errors";
import { accessDenied, hasScope } from "../call/scopes";
import { definitionNode } from "../resolvers/metafield";
import { METAFIELD_TYPES } from "../resolvers/metafield-types";
import { lengthProblem } from "./metafield-problems";

interface Capability {
  enabled?: boolean | null;
}

interface DefinitionInput {
  ownerType: string;
  namespace?: string | null;
  key: string;
  name: string;
  description?: string | null;
  type: string;
  pin?: boolean | null;
  validations?: { name: string; value: string }[] | null;
  access?: { admin?: string | null; customerAccount?: string | null; storefront?: string | null } | null;
  capabilities?: Record<string, Capability | null> | null;
}

const UNIQUE_TYPES = new Set(["id", "single_line_text_field", "number_integer", "url"]);
const MOST_NAME = 255;
const MOST_DEFINITIONS = 256;
const FOREIGN_NAMESPACE =
  "API client to have access to the namespace and the resource type associated with the metafield definition.\n";

const problem = (field: string[], message: string, code: string): UserError => ({ field, message, code });

/** Throws an error for inputs that the sandbox would otherwise ignore. */
function refuseUnknown(input: DefinitionInput): void {
  refuseFields("MetafieldDefinitionInput", input, ["constraints", "useAsCollectionCondition"]);
  refuseFields("MetafieldAccessInput", input.access, ["customerAccount", "storefront"]);
  for (const [name, capability] of Object.entries(input.capabilities ?? {})) {
    if (name !== "uniqueValues" && capability?.enabled) throw notImplemented(`the capability ${name}`);
  }
}

/** The error of namespace, key, name or type. The codes are recorded, the texts are guesses. */
function textProblem(input: DefinitionInput, namespace: string): UserError | null {
  const at = ["definition"];
  const length = lengthProblem("namespace", namespace, at) ?? lengthProblem("key", input.key, at);
  if (length) return length;
  for (const [part, value] of [
    ["namespace", namespace],
    ["key", input.key],
  ] as const) {
    if (/^[\w-]+$/.test(value)) continue;
    const label = part === "key" ? "Key" : "Namespace";
    return problem([...at, part], `${label} contains one or more invalid characters.`, "INVALID_CHARACTER");
  }
  if (input.name.trim() === "") return problem([...at, "name"], "Name can't be blank", "BLANK");
  if (input.name.length > MOST_NAME) {
    return problem([...at, "name"], `Name is too long (maximum is ${MOST_NAME} characters)`, "TOO_LONG");
  }
  if (!METAFIELD_TYPES.has(input.type.replace(/^list\./, ""))) {
    const types = [...METAFIELD_TYPES.keys()].join(", ");
    const message = `Type name ${input.type} is not a valid type. Valid types are: ${types}.`;
    return problem([...at, "type"], message, "INCLUSION");
  }
  return null;
}

/** The error of capabilities and access, as recorded. */
function optionProblem(input: DefinitionInput): UserError | null {
  const unique = input.capabilities?.uniqueValues?.enabled;
  if (input.type === "id" && unique === false) {
    const message = "Capability unique_values is required for type id but is disabled";
    return problem(["definition"], message, "CAPABILITY_REQUIRED_BUT_DISABLED");
  }
  if (unique && !UNIQUE_TYPES.has(input.type)) {
    const message = "The capability unique_values is not valid for this definition.";
    return problem(["definition"], message, "INVALID_CAPABILITY");
  }
  if (input.access?.admin) {
    const message = 'Setting this access control is not permitted. It must be one of ["public_read_write"].';
    return problem(["definition"], message, "INVALID");
  }
  return null;
}

/** `metafieldDefinitionCreate` for orders, products and customers. */
export function metafieldDefinitionCreate(_source: unknown, args: Args, ctx: CallContext) {
  const input = args.definition as DefinitionInput;
  const refuse = (error: UserError) => ({ createdDefinition: null, userErrors: [error] });
  const owner = Object.entries(METAFIELD_OWNERS).find(([, { ownerType }]) => ownerType === input.ownerType);
  if (!owner) throw notImplemented(`metafield definitions of ${input.ownerType}`);
  const [label, { scope }] = owner;
  refuseUnknown(input);
  if (!hasScope(ctx.token, scope)) {
    throw accessDenied("metafieldDefinitionCreate", `\`${scope}\` access scope.`);
  }
  const namespace = namespaceOf(ctx.app, input.namespace);
  if (namespace.startsWith("app--") && !`${namespace}--`.startsWith(`app--${ctx.app.id}--`)) {
    throw accessDenied("metafieldDefinitionCreate", FOREIGN_NAMESPACE);
  }
  const invalid = textProblem(input, namespace) ?? optionProblem(input);
  if (invalid) return refuse(invalid);
  const present = ctx.world.store
    .all("definition")
    .filter(({ shop, ownerType }) => shop === ctx.shop.domain && ownerType === input.ownerType);
  if (present.some((entry) => entry.namespace === namespace && entry.key === input.key)) {
    const message = `Key is in use for ${label} metafields on the '${namespace}' namespace.`;
    return refuse(problem(["definition", "key"], message, "TAKEN"));
  }
  if (present.length >= MOST_DEFINITIONS) {
    const message = `Stores can only have ${MOST_DEFINITIONS} definitions for each store resource.`;
    return refuse(problem(["definition"], message, "RESOURCE_TYPE_LIMIT_EXCEEDED"));
  }
  const pinned = present.filter(({ pinnedPosition }) => pinnedPosition);
  const definition: MetafieldDefinition = {
    id: ctx.world.store.nextId(),
    shop: ctx.shop.domain,
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type,
    uniqueValues: input.type === "id" || input.capabilities?.uniqueValues?.enabled === true,
    validations: input.validations ?? [],
    pinnedPosition: input.pin ? pinned.length + 1 : null,
  };
  ctx.world.store.put("definition", definition.id, definition);
  return { createdDefinition: definitionNode(definition), userErrors: [] };
}
