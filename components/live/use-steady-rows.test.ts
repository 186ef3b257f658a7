import { expect, it } from "vitest";
import { above, inPlace } from "./use-steady-rows";

const row = (id: string, text = "old") => ({ id, text });

it("changes rows in place and adds, removes and moves none", () => {
  const rows = [row("a"), row("b"), row("c")];
  const fresh = [row("n", "new"), row("c", "new"), row("a", "new")];
  expect(inPlace(rows, fresh)).toEqual([row("a", "new"), row("b"), row("c", "new")]);
});

it("counts as new only the rows above the shown ones", () => {
  const given = [row("n"), row("m"), row("a"), row("z")];
  expect(above(given, new Set(["a", "b"])).map(({ id }) => id)).toEqual(["n", "m"]);
  expect(above(given, new Set(["n"]))).toEqual([]);
  expect(above(given, new Set())).toHaveLength(4);
});
