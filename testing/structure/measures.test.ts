import { expect, it } from "vitest";
import type { Edge } from "./graph";
import { measure } from "./measures";
import { parseSource } from "./parse-source";
import { countsOf, isSound, reportText } from "./report";

const edge = (from: string, to: string): Edge => ({ from, to, line: 7, form: "type", names: [] });
const file = (path: string, text = "") => parseSource(path, text);
const graph = (files: ReturnType<typeof file>[], edges: Edge[] = [], paths: string[] = []) => ({
  files,
  edges,
  paths,
  packages: [],
  missing: [],
});
const lines = (count: number) => "\n".repeat(count - 1);

it("counts rooms, and imports between rooms of the same layer", () => {
  const push = "lib/services/push/a.ts";
  const legs = "lib/services/legs/b.ts";
  const domain = "lib/domain/push/c.ts";
  const edges = [edge(push, legs), edge("lib/services/push/d.ts", legs), edge(push, domain)];
  const structure = measure(
    graph(
      [push, legs, domain].map((path) => file(path)),
      edges,
    ),
  );
  expect(structure.rooms).toEqual([
    { layer: "lib/domain", rooms: ["lib/domain/push"] },
    { layer: "lib/services", rooms: ["lib/services/legs", "lib/services/push"] },
  ]);
  expect(structure.imports_between_rooms).toEqual([
    { layer: "lib/services", from: "lib/services/push", to: "lib/services/legs", count: 2 },
  ]);
  expect(countsOf(structure)).toMatchObject({ rooms: 3, imports_between_rooms: 2, circles: 0 });
});

it("finds circles of rooms whose files form none", () => {
  const edges = [
    edge("lib/services/push/a.ts", "lib/services/legs/a.ts"),
    edge("lib/services/legs/b.ts", "lib/services/push/b.ts"),
  ];
  const structure = measure(graph([], edges));
  expect(structure.circles).toEqual([]);
  expect(structure.room_circles.map(({ members }) => members)).toEqual([
    ["lib/services/legs", "lib/services/push"],
  ]);
  expect(isSound(countsOf(structure))).toBe(false);
});

it("says where a circle is closed", () => {
  const circle = graph([], [edge("db/a.ts", "db/b.ts"), edge("db/b.ts", "db/a.ts")]);
  expect(reportText(measure(circle), circle.edges)).toContain(
    "db/a.ts:7 (type) → db/b.ts:7 (type) → db/a.ts",
  );
});

it("lists functions over 80 lines outside tests", () => {
  const text = (count: number) => `export const POST = () => {${lines(count)}};`;
  const long = (path: string, count: number) => measure(graph([file(path, text(count))])).functions_over_80;
  expect(long("app/route.ts", 80)).toEqual([]);
  expect(long("app/route.ts", 81)).toEqual([{ file: "app/route.ts", line: 1, name: "POST", lines: 81 }]);
  expect(long("testing/world.ts", 81)).toHaveLength(1);
  expect(long("app/route.test.ts", 81)).toEqual([]);
  expect(long("tests/db/world.ts", 81)).toEqual([]);
});

it("lists files over 300 lines, tests included", () => {
  const text = (count: number) => `export default 0;${lines(count)}0;\n`;
  const large = (path: string, count: number) => measure(graph([file(path, text(count))])).files_over_300;
  expect(large("tests/db/a.test.ts", 300)).toEqual([]);
  expect(large("tests/db/a.test.ts", 301)).toEqual([{ file: "tests/db/a.test.ts", lines: 301 }]);
  expect(large("lib/a.generated.ts", 301)).toEqual([]);
});

it("lists folders over 25 files of any kind, except migrations", () => {
  const paths = (folder: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${folder}/${index}.json`);
  const large = (folder: string, count: number) =>
    measure(graph([], [], paths(folder, count))).folders_over_25;
  expect(large("lib/domain/push", 25)).toEqual([]);
  expect(large("lib/domain/push", 26)).toEqual([{ folder: "lib/domain/push", files: 26 }]);
  expect(large("db/migrations", 26)).toEqual([]);
});

it("is sound when nothing is over a limit, even with untested files", () => {
  const structure = measure(graph([file("lib/domain/a.ts", "const a = () => 1;")]));
  expect(countsOf(structure).untested).toBe(1);
  expect(isSound(countsOf(structure))).toBe(true);
});
