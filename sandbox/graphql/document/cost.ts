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
  type SelectionSetNode,
} from "graphql";

/**
 * Points of a call, after recorded answers of API version 2026-04: an object 1, a scalar 0, a mutation 10, a plain
 * list 1 with its children once, a connection 2 + (⌊log2 n⌋ + 1) × its node; money costs nothing, nor does the
 * object that a mutation answers with. With the answer in hand, the same sum over what really came.
 */
const FREE = new Set(["MoneyBag", "MoneyV2", "PageInfo", "UserError"]);
const DEAR_MUTATIONS: Record<string, number> = { fulfillmentTrackingInfoUpdate: 50 };
const MUTATION = 10;

interface Frame {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

function growth(size: number): number {
  return size <= 0 ? 0 : Math.floor(Math.log2(size)) + 1;
}

interface Selected {
  name: string;
  key: string;
  args: Map<string, unknown>;
  selection: SelectionSetNode | undefined;
}

function* fieldsIn(frame: Frame, selection: SelectionSetNode): Generator<Selected> {
  for (const node of selection.selections) {
    if (node.kind === Kind.FIELD) {
      const args = new Map<string, unknown>();
      for (const { name, value } of node.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) args.set(name.value, frame.variables[value.name.value]);
        else if (value.kind === Kind.INT) args.set(name.value, Number(value.value));
      }
      const name = node.name.value;
      yield { name, key: node.alias?.value ?? name, args, selection: node.selectionSet };
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      yield* fieldsIn(frame, node.selectionSet);
    } else {
      const fragment = frame.fragments.get(node.name.value);
      if (fragment) yield* fieldsIn(frame, fragment.selectionSet);
    }
  }
}

type Data = Record<string, unknown> | null | undefined;
const asked = Symbol("asked");

/** Cost of the fields below an object; `data` is the answer's part, or `asked` for the price in advance. */
function below(
  frame: Frame,
  type: GraphQLNamedType | undefined,
  selection: SelectionSetNode | undefined,
  data: Data | typeof asked,
): number {
  if (!selection || !type || !isCompositeType(type)) return 0;
  let total = 0;
  for (const field of fieldsIn(frame, selection)) {
    const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
    const definition = fields[field.name];
    if (!definition) continue;
    const named = getNamedType(definition.type);
    if (!isCompositeType(named) || FREE.has(named.name) || named.name.endsWith("UserError")) continue;
    const value = data === asked ? asked : data?.[field.key];
    if (data !== asked && (value === null || value === undefined)) continue;
    if (named.name.endsWith("Connection")) {
      total += connection(frame, named, field, value);
    } else if (isListType(getNullableType(definition.type))) {
      const first = Array.isArray(value) ? (value[0] as Data) : asked;
      const empty = Array.isArray(value) && value.length === 0;
      total += 1 + (empty ? 0 : below(frame, named, field.selection, first));
    } else {
      total += 1 + below(frame, named, field.selection, value as Data | typeof asked);
    }
  }
  return total;
}

function connection(frame: Frame, type: GraphQLNamedType, field: Selected, value: unknown): number {
  if (!field.selection || !isObjectType(type)) return 2;
  const parts = [...fieldsIn(frame, field.selection)];
  const nodes = parts.find(({ name }) => name === "nodes");
  const edges = parts.find(({ name }) => name === "edges");
  const inEdge = edges?.selection
    ? [...fieldsIn(frame, edges.selection)].find(({ name }) => name === "node")
    : undefined;
  const nodeType = getNamedType(type.getFields().nodes?.type ?? type);
  const unit = (data: Data | typeof asked, edge: Data | typeof asked) =>
    (nodes ? 1 + below(frame, nodeType, nodes.selection, data) : 0) +
    (inEdge ? 1 + below(frame, nodeType, inEdge.selection, edge) : 0);
  if (value === asked) {
    const size = Number(field.args.get("first") ?? field.args.get("last") ?? 0);
    return 2 + growth(size) * unit(asked, asked);
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

/** Points of an operation: in advance when `data` is not given, else of the answer. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  data?: Record<string, unknown> | null,
): number {
  const frame = frameOf(schema, document, variables);
  const known = data === undefined ? asked : data;
  if (operation.operation !== "mutation") {
    const type = schema.getQueryType() ?? undefined;
    return Math.max(1, below(frame, type, operation.selectionSet, known));
  }
  let total = 0;
  const fields = schema.getMutationType()?.getFields() ?? {};
  for (const field of fieldsIn(frame, operation.selectionSet)) {
    total += DEAR_MUTATIONS[field.name] ?? MUTATION;
    const payload = getNamedType(fields[field.name]?.type ?? schema.getType("Job"));
    if (!field.selection || !isObjectType(payload)) continue;
    const answer = known === asked ? asked : (known?.[field.key] as Data);
    for (const inner of fieldsIn(frame, field.selection)) {
      const named = getNamedType(payload.getFields()[inner.name]?.type);
      if (!isCompositeType(named) || named.name.endsWith("UserError") || named.name === "UserError") continue;
      const value = answer === asked ? asked : (answer?.[inner.key] as Data);
      if (value !== null && value !== undefined) total += below(frame, named, inner.selection, value);
    }
  }
  return total;
}
