import { expect, it } from "vitest";
import type { Edge } from "./graph";
import { parseSource } from "./parse-source";
import { unusedExports } from "./unused-exports";

const uses = (from: string, to: string, names: Edge["names"]): Edge => ({
  from,
  to,
  line: 1,
  form: "value",
  names,
});
const unused = (path: string, text: string, ...edges: Edge[]) =>
  unusedExports([parseSource(path, text)], edges).map(({ file, line, name }) => `${file}:${line} ${name}`);

const FILE = "lib/domain/a.ts";
const TEXT = "export const a = 1;\nexport type B = string;\n";

it("lists names that no other file uses", () => {
  expect(unused(FILE, TEXT)).toEqual([`${FILE}:1 a`, `${FILE}:2 B`]);
  expect(unused(FILE, TEXT, uses("lib/x.ts", FILE, ["a"]), uses("lib/y.ts", FILE, ["B"]))).toEqual([]);
});

it("does not count a file's use of itself", () => {
  expect(unused(FILE, TEXT, uses(FILE, FILE, "all"))).toHaveLength(2);
});

it("counts a test as a user", () => {
  expect(unused(FILE, TEXT, uses("lib/domain/a.test.ts", FILE, ["a", "B"]))).toEqual([]);
});

it("takes an import of the whole file as a use of each name", () => {
  const all = uses("lib/x.ts", FILE, "all");
  expect(unused(FILE, TEXT, uses("lib/y.ts", FILE, ["a"]), all, uses("lib/z.ts", FILE, ["a"]))).toEqual([]);
});

it.each([
  ["app/(portal)/orders/page.tsx", "export const dynamic = 1; export default 1; export const x = 1;"],
  ["app/api/hook/route.ts", "export const POST = 1; export const x = 1;"],
  ["instrumentation.ts", "export const onRequestError = 1; export const x = 1;"],
  ["vitest.config.ts", "export default 1; export const x = 1;"],
])("lets a framework call what it knows in %s", (path, text) => {
  expect(unused(path, text)).toEqual([`${path}:1 x`]);
});

it("does not read generated files", () => {
  expect(unused("lib/a.generated.ts", TEXT)).toEqual([]);
});
