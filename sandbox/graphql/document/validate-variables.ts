import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type OperationDefinitionNode,
  print,
  typeFromAST,
} from "graphql";
import type { StaticError } from "./static-error";

interface Problem {
  path: (string | number)[];
  explanation: string;
  /** The explanation again, if the scalar's own parser refused the value (recorded). */
  message?: string;
}

/** Scalars with a parser of their own. Only ID and URL are recorded. */
const PARSED = new Set(["ID", "URL", "DateTime", "Decimal", "Money"]);

function scalarProblem(name: string, value: unknown): string | null {
  const text = typeof value === "string" ? value : null;
  if (name === "ID") {
    if (text === null && typeof value !== "number") return `Could not coerce value ${show(value)} to ID`;
    return /^gid:\/\/[\w-]+\/\w+\/.+/.test(String(value)) ? null : `Invalid global id '${value}'`;
  }
  if (name === "Int" && !Number.isInteger(value)) return `Could not coerce value ${show(value)} to Int`;
  if (name === "Float" && typeof value !== "number") return `Could not coerce value ${show(value)} to Float`;
  if (name === "Boolean" && typeof value !== "boolean")
    return `Could not coerce value ${show(value)} to Boolean`;
  if (name === "String" && text === null) return `Could not coerce value ${show(value)} to String`;
  if (name === "DateTime" && (text === null || Number.isNaN(Date.parse(text)))) {
    return `invalid datetime '${value}'`;
  }
  if ((name === "Decimal" || name === "Money") && !/^-?\d+(\.\d+)?$/.test(String(value))) {
    return `invalid decimal '${value}'`;
  }
  if (name === "URL" && (text === null || !URL.canParse(text)))
    return `Invalid url '${value}', missing scheme`;
  return null;
}

function show(value: unknown): string {
  return JSON.stringify(value);
}

function check(type: GraphQLInputType, value: unknown, path: Problem["path"], problems: Problem[]): void {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) {
      problems.push({ path, explanation: "Expected value to not be null" });
      return;
    }
    check(type.ofType, value, path, problems);
    return;
  }
  if (value === null || value === undefined) return;
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    for (const [index, item] of items.entries()) check(type.ofType, item, [...path, index], problems);
    return;
  }
  if (isInputObjectType(type)) {
    if (typeof value !== "object" || Array.isArray(value)) {
      problems.push({ path, explanation: `Expected ${show(value)} to be a key-value object.` });
      return;
    }
    const given = value as Record<string, unknown>;
    const fields = type.getFields();
    for (const key of Object.keys(given)) {
      if (!fields[key]) {
        problems.push({ path: [...path, key], explanation: `Field is not defined on ${type.name}` });
      }
    }
    for (const field of Object.values(fields)) {
      const inner = given[field.name];
      if (inner === undefined && field.defaultValue !== undefined) continue;
      check(field.type, inner, [...path, field.name], problems);
    }
    const members = Object.values(given).filter((inner) => inner !== undefined);
    if (type.isOneOf && (members.length !== 1 || members[0] === null)) {
      const explanation = `'${type.name}' requires exactly one argument, but ${members.length} were provided.`;
      problems.push({ path, explanation });
    }
    return;
  }
  if (isEnumType(type)) {
    if (typeof value === "string" && type.getValue(value)) return;
    const names = type.getValues().map(({ name }) => name);
    problems.push({ path, explanation: `Expected "${value}" to be one of: ${names.join(", ")}` });
    return;
  }
  const problem = isScalarType(type) ? scalarProblem(type.name, value) : null;
  if (!problem) return;
  const parsed = isScalarType(type) && PARSED.has(type.name);
  problems.push({ path, explanation: problem, ...(parsed ? { message: problem } : {}) });
}

/** Errors of the variables of an operation: one INVALID_VARIABLE per invalid variable. */
export function validateVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): StaticError[] {
  const errors: StaticError[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined;
    const value = variables[name];
    if (!type || (value === undefined && definition.defaultValue)) continue;
    const problems: Problem[] = [];
    check(type, value, [], problems);
    if (problems.length === 0) continue;
    const details = problems
      .filter(({ path }) => path.length > 0)
      .map(({ path, explanation }) => `${path.join(".")} (${explanation})`);
    const loc = definition.loc?.startToken;
    errors.push({
      message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${details.length > 0 ? ` for ${details.join(", ")}` : ""}`,
      ...(loc ? { locations: [{ line: loc.line, column: loc.column }] } : {}),
      extensions: { code: "INVALID_VARIABLE", value: value ?? null, problems },
    });
  }
  return errors;
}
