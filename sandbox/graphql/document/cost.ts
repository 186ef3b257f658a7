import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * Cost of a call in points, derived from recorded answers of API version 2026-04. A scalar costs 0, an object 1, a
 * mutation 10, a count at the root 10, a plain list 1 plus its children once, a connection of n nodes
 * 2 + (⌊log2 n⌋ + 1) × its node. Money, the endpoint of a webhook subscription and the payload object of a mutation are
 * free. Fields in a fragment on an implementation of an interface count. The actual cost is the same sum over the objects of the answer.
 */
const FREE = new Set(["MoneyBag", "MoneyV2", "PageInfo", "UserError", "WebhookSubscriptionEndpoint"]);
const EXPENSIVE_MUTATIONS: Record<string, number> = { fulfillmentTrackingInfoUpdate: 50, refundCreate: 20 };
const MUTATION = 10;
const ROOT_COUNT = 10;

interface Frame {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

/** Factor of a connection: it grows with the logarithm of the page size. */
function growth(size: number): number {
  return size <= 0 ? 0 : Math.floor(Math.log2(size)) + 1;
}

interface Selected {
  name: string;
  key: string;
  args: Map<string, unknown>;
  selection: SelectionSetNode | undefined;
  /** Type of the fragment that contains the field, if any. */
  on: string | undefined;
}

function* fieldsIn(frame: Frame, selection: SelectionSetNode, on?: string): Generator<Selected> {
  for (const node of selection.selections) {
    if (isLeftOut(frame, node)) continue;
    if (node.kind === Kind.FIELD) {
      const args = new Map<string, unknown>();
      for (const { name, value } of node.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) args.set(name.value, frame.variables[value.name.value]);
        else if (value.kind === Kind.INT) args.set(name.value, Number(value.value));
      }
      const name = node.name.value;
      yield { name, key: node.alias?.value ?? name, args, selection: node.selectionSet, on };
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      yield* fieldsIn(frame, node.selectionSet, node.typeCondition?.name.value ?? on);
    } else {
      const fragment = frame.fragments.get(node.name.value);
      if (fragment) yield* fieldsIn(frame, fragment.selectionSet, fragment.typeCondition.name.value);
    }
  }
}

/** Whether `@include` or `@skip` leaves the selection out. */
function isLeftOut(frame: Frame, { directives }: SelectionNode): boolean {
  return (directives ?? []).some(({ name, arguments: args }) => {
    const value = args?.[0]?.value;
    const condition =
      value?.kind === Kind.VARIABLE
        ? frame.variables[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    if (name.value === "include") return condition === false;
    return name.value === "skip" && condition === true;
  });
}

/** The field of the type, or of the implementation that the fragment names. */
function definitionOf(frame: Frame, type: GraphQLNamedType, { name, on }: Selected) {
  const within = on === undefined ? type : (frame.schema.getType(on) ?? type);
  return isObjectType(within) || isInterfaceType(within) ? within.getFields()[name] : undefined;
}

type Data = Record<string, unknown> | null | undefined;
const requested = Symbol("requested");

/** Cost of the fields below an object. `data` is its part of the answer, or `requested` for the cost in advance. */
function costBelow(
  frame: Frame,
  type: GraphQLNamedType | undefined,
  selection: SelectionSetNode | undefined,
  data: Data | typeof requested,
): number {
  if (!selection || !type || !isCompositeType(type)) return 0;
  let total = 0;
  for (const field of fieldsIn(frame, selection)) {
    const definition = definitionOf(frame, type, field);
    if (!definition) continue;
    const named = getNamedType(definition.type);
    if (!isCompositeType(named) || FREE.has(named.name) || named.name.endsWith("UserError")) continue;
    const value = data === requested ? requested : data?.[field.key];
    if (data !== requested && (value === null || value === undefined)) continue;
    if (named.name === "Count" && type === frame.schema.getQueryType()) {
      total += ROOT_COUNT;
    } else if (named.name.endsWith("Connection")) {
      total += connectionCost(frame, named, field, value);
    } else if (isListType(getNullableType(definition.type))) {
      const first = Array.isArray(value) ? (value[0] as Data) : requested;
      const empty = Array.isArray(value) && value.length === 0;
      total += 1 + (empty ? 0 : costBelow(frame, named, field.selection, first));
    } else {
      total += 1 + costBelow(frame, named, field.selection, value as Data | typeof requested);
    }
  }
  return total;
}

function connectionCost(frame: Frame, type: GraphQLNamedType, field: Selected, value: unknown): number {
  if (!field.selection || !isObjectType(type)) return 2;
  const parts = [...fieldsIn(frame, field.selection)];
  const nodes = parts.find(({ name }) => name === "nodes");
  const edges = parts.find(({ name }) => name === "edges");
  const inEdge = edges?.selection
    ? [...fieldsIn(frame, edges.selection)].find(({ name }) => name === "node")
    : undefined;
  const nodeType = getNamedType(type.getFields().nodes?.type ?? type);
  const unit = (data: Data | typeof requested, edge: Data | typeof requested) =>
    (nodes ? 1 + costBelow(frame, nodeType, nodes.selection, data) : 0) +
    (inEdge ? 1 + costBelow(frame, nodeType, inEdge.selection, edge) : 0);
  if (value === requested) {
    const size = Number(field.args.get("first") ?? field.args.get("last") ?? 0);
    return 2 + growth(size) * unit(requested, requested);
  }
  const answer = value as Record<string, unknown>;
  const nodeData = nodes ? (answer[nodes.key] as Data[]) : [];
  const edgeData = edges
    ? (answer[edges.key] as Record<string, Data>[]).map((edge) => (inEdge ? edge[inEdge.key] : null))
    : [];
  const size = Math.max(nodeData.length, edgeData.length);
  if (size === 0) return 2;
  let units = 0;
  for (let index = 0; index < size; index += 1) units += unit(nodeData[index], edgeData[index]);
  return 2 + Math.ceil((growth(size) * units) / size);
}

function frameOf(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): Frame {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return { schema, fragments, variables };
}

/** Points of an operation: the requested cost without `data`, the actual cost with the answer's `data`. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  data?: Record<string, unknown> | null,
): number {
  const frame = frameOf(schema, document, variables);
  const known = data === undefined ? requested : data;
  if (operation.operation !== "mutation") {
    const type = schema.getQueryType() ?? undefined;
    return Math.max(1, costBelow(frame, type, operation.selectionSet, known));
  }
  let total = 0;
  const fields = schema.getMutationType()?.getFields() ?? {};
  for (const field of fieldsIn(frame, operation.selectionSet)) {
    total += EXPENSIVE_MUTATIONS[field.name] ?? MUTATION;
    const payload = getNamedType(fields[field.name]?.type ?? schema.getType("Job"));
    if (!field.selection || !isObjectType(payload)) continue;
    const answer = known === requested ? requested : (known?.[field.key] as Data);
    for (const inner of fieldsIn(frame, field.selection)) {
      const named = getNamedType(payload.getFields()[inner.name]?.type);
      if (!isCompositeType(named) || named.name.endsWith("UserError") || named.name === "UserError") continue;
      const value = answer === requested ? requested : (answer?.[inner.key] as Data);
      if (value !== null && value !== undefined) total += costBelow(frame, named, inner.selection, value);
    }
  }
  return total;
}
