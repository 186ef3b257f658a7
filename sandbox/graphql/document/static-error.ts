import { type ASTNode, type DocumentNode, Kind, type OperationDefinitionNode } from "graphql";

/** An error in the format of Shopify's GraphQL server, found before execution. */
export interface StaticError {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: (string | number)[];
  extensions: Record<string, unknown>;
}

function operationLabel(node: OperationDefinitionNode): string {
  return node.name ? `${node.operation} ${node.name.value}` : node.operation;
}

/** The nodes from the document down to the target, including the target. */
export function trailTo(node: unknown, target: ASTNode): ASTNode[] | null {
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

/** Path of a node: operation, response keys, arguments and input fields. */
export function pathOfNode(document: DocumentNode, target: ASTNode | undefined): string[] {
  const trail = target ? (trailTo(document, target) ?? []) : [];
  return trail.flatMap(stepOf);
}
