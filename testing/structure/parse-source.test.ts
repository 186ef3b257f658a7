import { describe, expect, it } from "vitest";
import { parseSource } from "./parse-source";

const parse = (...lines: string[]) => parseSource("lib/domain/x.tsx", `${lines.join("\n")}\n`);

describe("imports", () => {
  it.each([
    ['import { a, b as c } from "./x";', "value", ["a", "b"]],
    ['import a, { b } from "./x";', "value", ["default", "b"]],
    ['import a, { type B } from "./x";', "value", ["default", "B"]],
    ['import { type A } from "./x";', "type", ["A"]],
    ['import type { A } from "./x";', "type", ["A"]],
    ['import * as a from "./x";', "value", "all"],
    ['import "./x";', "value", []],
    ['export { a } from "./x";', "value", ["a"]],
    ['export type { A } from "./x";', "type", ["A"]],
    ['export * from "./x";', "value", "all"],
    ['const { a } = await import("./x");', "value", "all"],
    ['const a = dynamic(() => import("./x").then((x) => x.a));', "value", "all"],
    ['let a: typeof import("./x").a;', "type", "all"],
    ['type A = import("./x").A<string>;', "type", "all"],
    ['const url = new URL("./x", import.meta.url);', "url", "all"],
  ])("%s", (line, form, names) => {
    expect(parse("// Größe 📦", line).imports).toEqual([{ specifier: "./x", line: 2, form, names }]);
  });

  it.each([
    '// import { a } from "./x";',
    '/* import("./x") */',
    "const text = 'import { a } from \"./x\";';",
    'const url = new URL("./x", base);',
    "const module = await import(path);",
  ])("not in %s", (line) => {
    expect(parse(line).imports).toEqual([]);
  });
});

it("finds every exported name, types included", () => {
  const { exports } = parse(
    "export const a = 1, b = 2;",
    "export function c() {}",
    "export type D = string;",
    "export interface E {}",
    "const { f } = a;",
    "export { f as g };",
    "export default class {}",
    'export * from "./x";',
  );
  expect(exports.map(({ name, line }) => `${line} ${name}`)).toEqual([
    "1 a",
    "1 b",
    "2 c",
    "3 D",
    "4 E",
    "6 g",
    "7 default",
  ]);
});

it("measures the bodies of functions, braces included, under the names they are given", () => {
  const { functions } = parse(
    "function a() {",
    "  return 1;",
    "}",
    "const b = () =>",
    "  a();",
    "class C {",
    "  d() {}",
    "}",
    "const e = { f: () => {}, g() {} };",
    "a(() => {",
    "});",
    "declare function h(): void;",
  );
  expect(functions).toEqual([
    { name: "a", line: 1, lines: 3 },
    { name: "b", line: 5, lines: 1 },
    { name: "d", line: 7, lines: 1 },
    { name: "f", line: 9, lines: 1 },
    { name: "g", line: 9, lines: 1 },
    { name: "(anonymous)", line: 10, lines: 2 },
  ]);
});

it("takes comments out of the code and keeps its lines", () => {
  const file = parse('const ü = "// 1"; // one', "/* two", "   three */", "const b = <p>{/* four */}</p>;");
  expect(file.code).toBe('const ü = "// 1"; \n\n\nconst b = <p>{}</p>;\n');
  expect(file.lines).toBe(4);
});

it("refuses what is not TypeScript", () => {
  expect(() => parse("const = 1;")).toThrow("lib/domain/x.tsx cannot be parsed");
});
