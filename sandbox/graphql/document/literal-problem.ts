import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { pathOfNode, type StaticError, trailTo } from "./static-error";

/** Messages of graphql-js about a literal that its argument or input field does not accept. */
const LITERAL = /^Expected value of type|does not exist in ".+?" enum|cannot represent/;

/** The type that an argument or input field expects, and the input object that declares the field. */
function typesOf(schema: GraphQLSchema, document: DocumentNode, holder: ASTNode) {
  const info = new TypeInfo(schema);
  let found = { expected: "", owner: "" };
  visit(
    document,
    visitWithTypeInfo(info, {
      enter(node) {
        if (node !== holder) return;
        const parent = info.getParentInputType();
        found = { expected: String(info.getInputType()), owner: parent ? getNamedType(parent).name : "" };
      },
    }),
  );
  return found;
}

/** The error for a literal of the wrong type (recorded). It names the argument or input field that has the literal. */
export function literalProblem(
  schema: GraphQLSchema,
  document: DocumentNode,
  error: GraphQLError,
): StaticError | null {
  const value = error.nodes?.[0];
  if (!value || !LITERAL.test(error.message)) return null;
  const trail = trailTo(document, value) ?? [];
  const at = trail.findLastIndex(({ kind }) => kind === Kind.ARGUMENT || kind === Kind.OBJECT_FIELD);
  const holder = trail[at];
  const parent = trail[at - 1];
  if (!parent || (holder?.kind !== Kind.ARGUMENT && holder?.kind !== Kind.OBJECT_FIELD)) return null;
  const { expected, owner } = typesOf(schema, document, holder);
  const argument = holder.name.value;
  const place =
    parent.kind === Kind.FIELD
      ? { typeName: "Field", name: parent.name.value }
      : parent.kind === Kind.DIRECTIVE
        ? { typeName: "Directive", name: parent.name.value }
        : { typeName: "InputObject", name: owner };
  const start = parent.loc?.startToken;
  return {
    message: `Argument '${argument}' on ${place.typeName} '${place.name}' has an invalid value (${print(holder.value)}). Expected type '${expected}'.`,
    ...(start ? { locations: [{ line: start.line, column: start.column }] } : {}),
    path: pathOfNode(document, holder),
    extensions: {
      code: "argumentLiteralsIncompatible",
      typeName: place.typeName,
      argumentName: argument,
    },
  };
}
