import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { adminSchema } from "../schema/load";
import type { StaticError } from "./document/static-error";
import { validateDocument } from "./document/validate-document";
import { implemented } from "./resolver-map";

interface Prepared {
  document: DocumentNode | null;
  errors: StaticError[];
  /** Fields of the schema that the sandbox does not implement. */
  missing: string[];
}

const CACHE_SIZE = 500;
const cache = new Map<string, Prepared>();

/** Parses and validates a query. Results are cached by query text. */
export function prepare(query: string): Prepared {
  const known = cache.get(query);
  if (known) return known;
  const prepared = prepareFresh(query);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value ?? "");
  cache.set(query, prepared);
  return prepared;
}

function prepareFresh(query: string): Prepared {
  const schema = adminSchema();
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { document: null, errors: [syntaxError(query, error)], missing: [] };
  }
  const errors = validateDocument(schema, document);
  return { document, errors, missing: errors.length > 0 ? [] : missingFields(schema, document) };
}

function syntaxError(query: string, error: unknown): StaticError {
  if (!(error instanceof GraphQLError)) throw error;
  const what = /(?:Unexpected|found) (?:Name )?(.+?)\.?$/.exec(error.message)?.[1] ?? error.message;
  const atEnd = what === "<EOF>";
  const at = (atEnd ? lastToken(query) : error.locations?.[0]) ?? { line: 1, column: 1 };
  const token = atEnd ? "end of file" : what;
  return {
    message: `syntax error, unexpected ${token} at [${at.line}, ${at.column}]`,
    locations: [at],
    extensions: { code: "PARSE_ERROR" },
  };
}

/** Start of the last token. Shopify reports this position if a text ends too early (recorded). */
function lastToken(query: string) {
  const index = [...query.matchAll(/\w+|[^\s\w]/g)].at(-1)?.index ?? 0;
  const before = query.slice(0, index).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function missingFields(schema: GraphQLSchema, document: DocumentNode): string[] {
  const info = new TypeInfo(schema);
  const missing: string[] = [];
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        if (parent && isObjectType(parent) && !implemented(parent.name, node.name.value)) {
          missing.push(`${parent.name}.${node.name.value}`);
        }
      },
    }),
  );
  return [...new Set(missing)];
}

/** The operation of a call, or the error about its name. */
export function operationOf(
  document: DocumentNode,
  name: string | null,
): OperationDefinitionNode | StaticError {
  const operation = getOperationAST(document, name);
  if (operation) return operation;
  return {
    message: name === null ? "An operation name is required" : `No operation named "${name}"`,
    extensions: {},
  };
}

/** Names of the root fields of an operation, including those in fragments. */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const names = (selection: SelectionSetNode): string[] =>
    selection.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node.name.value];
      if (node.kind === Kind.INLINE_FRAGMENT) return names(node.selectionSet);
      const fragment = document.definitions.find(
        (definition) =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? names(fragment.selectionSet) : [];
    });
  return names(operation.selectionSet);
}

/** Limits of list inputs that differ from the usual 250, by path. */
type ListLimits = Record<string, number>;

/** A MAX_INPUT_SIZE_EXCEEDED error for each list in the arguments of the root fields that is too long. */
export function oversizedInputs(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  limits: ListLimits,
): StaticError[] {
  const root = schema.getRootType(operation.operation);
  const errors: StaticError[] = [];
  for (const node of operation.selectionSet.selections) {
    if (node.kind !== Kind.FIELD) continue;
    const definition = root?.getFields()[node.name.value];
    if (!definition || !getNamedType(definition.type)) continue;
    const values = getArgumentValues(definition, node, variables);
    const walk = (value: unknown, path: string[]): void => {
      if (Array.isArray(value)) {
        const limit = limits[[node.name.value, ...path].join(".")] ?? 250;
        if (value.length > limit) {
          errors.push({
            message: `The input array size of ${value.length} is greater than the maximum allowed of ${limit}.`,
            path: [node.alias?.value ?? node.name.value, ...path],
            extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
          });
        }
        for (const [index, item] of value.entries()) walk(item, [...path, String(index)]);
      } else if (value !== null && typeof value === "object") {
        for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
      }
    };
    walk(values, []);
  }
  return errors;
}
