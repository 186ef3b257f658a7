import { type Node, type Program, Visitor } from "oxc-parser";
import type { FunctionBody, Import } from "./parsed-file";

/**
 * Reads from a syntax tree what the parser's list of imports does not hold: `import()`, `import("x").Type` and
 * `new URL("x", import.meta.url)`, and the bodies of functions.
 */
export function readTree(
  program: Program,
  lineOf: (offset: number) => number,
): { imports: Import[]; functions: FunctionBody[] } {
  const imports: Import[] = [];
  const functions: FunctionBody[] = [];
  const names = new Map<Node, string>();

  const addImport = (node: Node, source: Node | undefined, form: Import["form"]) => {
    if (source?.type !== "Literal" || typeof source.value !== "string") return;
    imports.push({ specifier: source.value, line: lineOf(node.start), form, names: "all" });
  };
  const addName = (key: Node, value: Node | null) => {
    if (value && key.type === "Identifier") names.set(value, key.name);
  };
  const addFunction = (node: Node, body: Node | null, own: Node | null) => {
    if (!body) return;
    const line = lineOf(body.start);
    const name = own?.type === "Identifier" ? own.name : (names.get(node) ?? "(anonymous)");
    functions.push({ name, line, lines: lineOf(body.end) - line + 1 });
  };

  // The visitor enters a parent before its children, so a function's name is known when its body is reached.
  new Visitor({
    ImportExpression: (node) => addImport(node, node.source, "value"),
    TSImportType: (node) => addImport(node, node.source, "type"),
    NewExpression: (node) => {
      const [source, base] = node.arguments;
      if (node.callee.type !== "Identifier" || node.callee.name !== "URL") return;
      if (base?.type === "MemberExpression" && base.object.type === "MetaProperty") {
        addImport(node, source, "url");
      }
    },
    VariableDeclarator: (node) => addName(node.id, node.init),
    Property: (node) => addName(node.key, node.value),
    PropertyDefinition: (node) => addName(node.key, node.value),
    MethodDefinition: (node) => addName(node.key, node.value),
    FunctionDeclaration: (node) => addFunction(node, node.body, node.id),
    FunctionExpression: (node) => addFunction(node, node.body, node.id),
    ArrowFunctionExpression: (node) => addFunction(node, node.body, null),
  }).visit(program);
  return { imports, functions };
}
