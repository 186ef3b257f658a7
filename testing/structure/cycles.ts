/** A directed graph: what each node leads to. */
type Directed = ReadonlyMap<string, ReadonlySet<string>>;

/** Builds a graph from its edges. */
export function directed(edges: Iterable<{ from: string; to: string }>): Directed {
  const graph = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    graph.set(from, (graph.get(from) ?? new Set()).add(to));
    if (!graph.has(to)) graph.set(to, new Set());
  }
  return graph;
}

/**
 * Finds every group of nodes that all reach each other, and every node that leads to itself. Each group is
 * sorted.
 *
 * Tarjan's algorithm (R. Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972).
 */
export function findCircles(graph: Directed): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const circles: string[][] = [];

  const visit = (node: string): number => {
    const index = order.size;
    order.set(node, index);
    stack.push(node);
    onStack.add(node);
    let low = index;
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (onStack.has(next)) low = Math.min(low, order.get(next) ?? low);
    }
    if (low === index) {
      const group = stack.splice(stack.indexOf(node));
      for (const member of group) onStack.delete(member);
      if (group.length > 1 || graph.get(node)?.has(node)) circles.push(group.sort());
    }
    return low;
  };

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles.sort((a, b) => (a[0] ?? "").localeCompare(b[0] ?? ""));
}

/** The shortest way from a group's nodes back to themselves; its first node is repeated at its end. */
export function shortestCircle(graph: Directed, group: readonly string[]): string[] {
  const within = new Set(group);
  const ways = group.map((start) => wayBack(graph, start, within)).filter((way) => way.length > 0);
  return ways.sort((a, b) => a.length - b.length)[0] ?? [];
}

function wayBack(graph: Directed, start: string, within: ReadonlySet<string>): string[] {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? "") ?? []) {
      if (next === start) return [...way, next];
      if (!within.has(next) || seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [];
}
