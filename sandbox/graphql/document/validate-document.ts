import { type DocumentNode, type GraphQLSchema, specifiedRules, validate } from "graphql";
import { literalProblem } from "./literal-problem";
import { pathOfNode, type StaticError } from "./static-error";

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
    /^Directive "@(.+?)" argument "(.+?)" of type ".+?" is required, but it was not provided/,
    ([, directive, argument]) => ({
      message: `Directive '${directive}' is missing required arguments: ${argument}`,
      extensions: {
        code: "missingRequiredArguments",
        className: "Directive",
        name: directive,
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

/** Validates a document against the schema. The errors have Shopify's format. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): StaticError[] {
  return validate(schema, document, specifiedRules).map((error) => {
    const locations = error.locations;
    const literal = literalProblem(schema, document, error);
    if (literal) return literal;
    const node = error.nodes?.[0];
    for (const [pattern, shape] of TRANSLATIONS) {
      const match = pattern.exec(error.message);
      if (!match) continue;
      const shaped = shape(match);
      const path = pathOfNode(document, node);
      // The path of a missing input field ends with its name, although the document does not contain it.
      const missing = shaped.extensions.code === "missingRequiredInputObjectAttribute";
      const tail = missing ? [String(shaped.extensions.argumentName)] : [];
      return { ...shaped, locations, path: [...path, ...tail] };
    }
    return {
      message: error.message,
      locations,
      path: pathOfNode(document, node),
      extensions: { code: "graphqlValidation" },
    };
  });
}
