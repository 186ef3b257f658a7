import { readGraph } from "@/testing/structure/graph";
import { measure } from "@/testing/structure/measures";
import { countsOf, isSound, reportText } from "@/testing/structure/report";
import { projectRoot } from "./supervisor/project-root";

/**
 * `npm run structure [-- --json [--details]]`: rooms, imports between rooms, import cycles, unused exports, and
 * what is too large. Exit code 1 when a count that must be 0 is not, or when an import names no file.
 */
function main(args: readonly string[]): number {
  const graph = readGraph(projectRoot);
  if (graph.missing.length > 0) {
    console.error(`These imports name no file:\n${graph.missing.map((one) => `  ${one}`).join("\n")}`);
    return 1;
  }
  const structure = measure(graph);
  const counts = countsOf(structure);
  if (args.includes("--json")) {
    const details = args.includes("--details") ? { details: structure } : {};
    console.log(JSON.stringify({ ...counts, ...details }, null, 2));
  } else {
    console.log(reportText(structure, graph.edges));
  }
  return isSound(counts) ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
