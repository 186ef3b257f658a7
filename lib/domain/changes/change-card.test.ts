import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import { changeCards, changeCardText } from "./change-card";

it("says of each kind what changed and what to do", () => {
  for (const kind of codesOf(changeCards)) {
    const { sentence, asks } = changeCardText({ kind, quantity: 2 });
    expect(sentence, kind).toMatch(/^[A-Z0-9].+\.$/);
    expect(asks, kind).toMatch(/^[A-Z].+\.$/);
  }
});

it("counts over-pushed units", () => {
  expect(changeCardText({ kind: "over_pushed", quantity: 1 }).sentence).toContain("1 unit more");
  expect(changeCardText({ kind: "over_pushed", quantity: 2 }).sentence).toContain("2 units more");
});

it("shows a stored kind that this version does not know", () => {
  expect(changeCardText({ kind: "price_changed", quantity: null })).toEqual({
    sentence: "Price changed.",
    asks: null,
  });
});
