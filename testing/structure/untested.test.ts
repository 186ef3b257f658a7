import { expect, it } from "vitest";
import { parseSource } from "./parse-source";
import { untested } from "./untested";

const RULE = "export const rule = () => 1;";
const list = (files: Record<string, string>, edges: { from: string; to: string }[] = []) =>
  untested(
    Object.entries(files).map(([path, text]) => parseSource(path, text)),
    edges,
  );

it("wants a unit test beside each domain file with a function", () => {
  expect(list({ "lib/domain/push/a.ts": RULE, "tests/db/a.test.ts": "" })).toEqual(["lib/domain/push/a.ts"]);
  expect(list({ "lib/domain/push/a.ts": RULE, "lib/domain/push/a.test.ts": RULE })).toEqual([]);
  expect(list({ "lib/domain/push/a.ts": "export type A = 1;" })).toEqual([]);
});

const service = "lib/services/orders/hold-order.ts";

it("wants a test file that imports a service", () => {
  const files = { [service]: RULE, "tests/db/holds.test.ts": "", "lib/services/orders/b.ts": "" };
  expect(list(files, [{ from: "tests/db/holds.test.ts", to: service }])).toEqual([]);
  expect(list(files, [{ from: "lib/services/orders/b.ts", to: service }])).toEqual([service]);
});

it("or a test file with the service's name, or a docstring that names one", () => {
  expect(list({ [service]: RULE })).toEqual([service]);
  expect(list({ [service]: RULE, "tests/db/hold-order-twice.test.ts": "" })).toEqual([]);
  expect(list({ [service]: RULE, "tests/db/withhold-order.test.ts": "" })).toEqual([service]);
  const proved = `/** Holds an order. Proved by \`tests/db/holds.test.ts\`. */\n${RULE}`;
  expect(list({ [service]: proved, "tests/db/holds.test.ts": "" })).toEqual([]);
  expect(list({ [service]: proved })).toEqual([service]);
});

it("looks at no other layer", () => {
  expect(list({ "lib/auth/a.ts": RULE, "db/queries/b.ts": RULE })).toEqual([]);
});
