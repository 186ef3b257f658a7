import { parseSync, Visitor } from "oxc-parser";

type Node = { type: string; start: number; [key: string]: unknown };

/** A place where a translated page could break, and what to do about it. */
type LooseText = { line: number; why: "conditional text" | "conditional element before text" };

/**
 * Finds the children of an element that break when a browser has translated the page: it replaces text nodes by elements
 * of its own, and React then cannot remove a text, or insert an element before one. Text that comes and goes beside
 * other children, and text behind an element that comes and goes, needs an element of its own.
 */
export function findLooseTexts(path: string, source: string): LooseText[] {
  const found: LooseText[] = [];
  const check = (children: unknown) => {
    const shown = (children as Node[]).filter(isShown);
    if (shown.length < 2) return;
    shown.forEach((child, at) => {
      const content = child.type === "JSXExpressionContainer" ? (child.expression as Node) : child;
      const branches = branchesOf(content);
      if (!branches) return;
      const line = source.slice(0, child.start).split("\n").length;
      const next = shown[at + 1];
      if (branches.some(isText)) found.push({ line, why: "conditional text" });
      else if (next && isText(contentOf(next)) && branches.some(isNothing))
        found.push({ line, why: "conditional element before text" });
    });
  };
  const { program } = parseSync(path, source);
  new Visitor({
    JSXElement: (node) => check(node.children),
    JSXFragment: (node) => check(node.children),
  }).visit(program);
  return found;
}

const contentOf = (child: Node): Node =>
  child.type === "JSXExpressionContainer" ? (child.expression as Node) : child;

/** Whether a child is rendered: whitespace with a line break and comments are not. */
function isShown(child: Node): boolean {
  if (child.type === "JSXText")
    return !/^\s*$/.test(String(child.value)) || !String(child.value).includes("\n");
  return !(child.type === "JSXExpressionContainer" && contentOf(child).type === "JSXEmptyExpression");
}

/** What a condition can render; null when the content is not a condition. */
function branchesOf(content: Node): Node[] | null {
  if (content.type === "LogicalExpression") {
    const right = content.right as Node;
    const nested = branchesOf(right) ?? [right];
    const left = content.operator === "&&" ? { type: "Nothing", start: 0 } : (content.left as Node);
    return [left, ...nested];
  }
  if (content.type !== "ConditionalExpression") return null;
  return [content.consequent as Node, content.alternate as Node].flatMap(
    (each) => branchesOf(each) ?? [each],
  );
}

const isText = (node: Node): boolean =>
  node.type === "JSXText" ||
  node.type === "TemplateLiteral" ||
  (node.type === "Literal" && typeof node.value === "string") ||
  (node.type === "BinaryExpression" && node.operator === "+");

const isNothing = (node: Node): boolean =>
  node.type === "Nothing" || (node.type === "Literal" && (node.value === null || node.value === ""));
