import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  specifiedRules,
  validate,
} from "graphql";

/** An error in the format of Shopify's GraphQL server, found before execution. */
export interface StaticError {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: (string | number)[];
  extensions: Record<string, unknown>;
}

type Shape = (match: RegExpExecArray) => Omit<StaticError, "locations" | "path">;

/** Translates messages of graphql-js to errors of Shopify. Recorded errors are exact. */
const TRANSLATIONS: [RegExp, Shape][] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    ([, field, type]) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: "undefinedField", typeName: type, fieldName: field },
    }),
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type ".+?" is required, but it was not provided/,
    ([, field, argument]) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: {
        code: "missingRequiredArguments",
        className: "Field",
        name: field,
        arguments: argument,
      },
    }),
  ],
  [
    /^Unknown argument "(.+?)" on field "(?:.+?\.)?(.+?)"/,
    ([, argument, field]) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: { code: "argumentNotAccepted", name: field, typeName: "Field", argumentName: argument },
    }),
  ],
  [
    /^Field "(.+?)\.(.+?)" of required type "(.+?)" was not provided/,
    ([, type, argument, wanted]) => ({
      message: `Argument '${argument}' on InputObject '${type}' is required. Expected type ${wanted}`,
      extensions: {
        code: "missingRequiredInputObjectAttribute",
        argumentName: argument,
        argumentType: wanted,
        inputObjectType: type,
      },
    }),
  ],
  [
    /^Field "(.+?)" is not defined by type "(.+?)"/,
    ([, argument, type]) => ({
      message: `InputObject '${type}' doesn't accept argument '${argument}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: type,
        typeName: "InputObject",
        argumentName: argument,
      },
    }),
  ],
  [
    /^OneOf Input Object "(.+?)" must specify exactly one key/,
    ([, type]) => ({
      message: `OneOf Input Object '${type}' must specify exactly one key.`,
      extensions: { code: "invalidOneOfInputObject", inputObjectType: type },
    }),
  ],
  [
    /^Unknown directive "@(.+?)"/,
    ([, name]) => ({
      message: `Directive @${name} is not defined`,
      extensions: { code: "undefinedDirective", directiveName: name },
    }),
  ],
  [
    /^Directive "@(.+?)" may not be used on (.+?)\.?$/,
    ([, name, place]) => ({
      message: `'@${name}' can't be applied to ${place?.toLowerCase()}s (allowed: fields)`,
      extensions: { code: "directiveCannotBeApplied", targetName: place?.toLowerCase(), name },
    }),
  ],
  [
    /^Variable "\$(.+?)" is never used(?: in operation "(.+?)")?/,
    ([, name, operation]) => ({
      message: `Variable $${name} is declared by ${operation ?? "anonymous query"} but not used`,
      extensions: { code: "variableNotUsed", variableName: name },
    }),
  ],
  [
    /^Variable "\$(.+?)" is not defined(?: by operation "(.+?)")?/,
    ([, name, operation]) => ({
      message: `Variable $${name} is used by ${operation ?? "anonymous query"} but not declared`,
      extensions: { code: "variableNotDefined", variableName: name },
    }),
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    ([, field, type]) => ({
      message: `Field must have selections (field '${field}' returns ${type?.replace(/[[\]!]/g, "")} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: {
        code: "selectionMismatch",
        nodeName: `field '${field}'`,
        typeName: type?.replace(/[[\]!]/g, ""),
      },
    }),
  ],
  [
    /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
    ([, name, type, wanted]) => ({
      message: `Type mismatch on variable $${name} (${type} / ${wanted})`,
      extensions: { code: "variableMismatch", variableName: name, typeName: type },
    }),
  ],
];

function operationLabel(node: OperationDefinitionNode): string {
  return node.name ? `${node.operation} ${node.name.value}` : node.operation;
}

/** The nodes from the document down to the target, including the target. */
function trailTo(node: unknown, target: ASTNode): ASTNode[] | null {
  if (Array.isArray(node)) {
    for (const item of node) {
      const found = trailTo(item, target);
      if (found) return found;
    }
    return null;
  }
  if (node === null || typeof node !== "object" || !("kind" in node)) return null;
  const ast = node as ASTNode;
  if (ast === target) return [ast];
  for (const [key, value] of Object.entries(ast)) {
    if (key === "loc") continue;
    const found = trailTo(value, target);
    if (found) return [ast, ...found];
  }
  return null;
}

/** Path element of a node: operation, response key, argument or input field. */
function stepOf(node: ASTNode): string[] {
  if (node.kind === Kind.OPERATION_DEFINITION) return [operationLabel(node)];
  if (node.kind === Kind.FRAGMENT_DEFINITION) return [`fragment ${node.name.value}`];
  if (node.kind === Kind.FIELD) return [node.alias?.value ?? node.name.value];
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return [node.name.value];
  return [];
}

function placeOf(document: DocumentNode, target: ASTNode | undefined) {
  const trail = target ? (trailTo(document, target) ?? []) : [];
  const field = trail.findLast((node) => node.kind === Kind.FIELD);
  const start = field?.loc?.startToken;
  return {
    path: trail.flatMap(stepOf),
    fieldLocation: start ? [{ line: start.line, column: start.column }] : undefined,
  };
}

/** The error for a literal of the wrong type. It names the argument of the literal. */
function literalProblem(document: DocumentNode, error: GraphQLError): StaticError | null {
  const match = /^Expected value of type "(.+?)", found (.+?)[.;]/.exec(error.message);
  const value = error.nodes?.[0];
  if (!match || !value) return null;
  const { path, fieldLocation } = placeOf(document, value);
  const argument = path.at(-1) ?? "";
  const field = path.at(-2) ?? "";
  return {
    message: `Argument '${argument}' on Field '${field}' has an invalid value (${print(value)}). Expected type '${match[1]}'.`,
    ...(fieldLocation ? { locations: fieldLocation } : {}),
    path,
    extensions: { code: "argumentLiteralsIncompatible", typeName: "Field", argumentName: argument },
  };
}

/** Validates a document against the schema. The errors have Shopify's format. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): StaticError[] {
  return validate(schema, document, specifiedRules).map((error) => {
    const locations = error.locations;
    const literal = literalProblem(document, error);
    if (literal) return literal;
    const node = error.nodes?.[0];
    for (const [pattern, shape] of TRANSLATIONS) {
      const match = pattern.exec(error.message);
      if (!match) continue;
      const shaped = shape(match);
      const { path } = placeOf(document, node);
      // The path of a missing input field ends with its name, although the document does not contain it.
      const missing = shaped.extensions.code === "missingRequiredInputObjectAttribute";
      const tail = missing ? [String(shaped.extensions.argumentName)] : [];
      return { ...shaped, locations, path: [...path, ...tail] };
    }
    return {
      message: error.message,
      locations,
      path: placeOf(document, node).path,
      extensions: { code: "graphqlValidation" },
    };
  });
}
