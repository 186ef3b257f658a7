import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import { changeCards, changeCardText } from "./change-card";

it("says of each kind what changed and what to do", () => {
  for (const kind of codesOf(changeCards)) {
    const { sentence, asks } = changeCardText({ kind, quantity: 2, data: {} });
    expect(sentence, kind).toMatch(/^[A-Z0-9].+\.$/);
    expect(asks, kind).toMatch(/^[A-Z].+\.$/);
  }
});

it("counts over-pushed units", () => {
  expect(changeCardText({ kind: "over_pushed", quantity: 1, data: {} }).sentence).toContain("1 unit more");
  expect(changeCardText({ kind: "over_pushed", quantity: 2, data: {} }).sentence).toContain("2 units more");
});

it("shows a stored kind that this version does not know", () => {
  expect(changeCardText({ kind: "price_changed", quantity: null, data: {} })).toEqual({
    sentence: "Price changed.",
    asks: null,
  });
});

it("says how many units of a source order are missing", () => {
  const card = { kind: "supplier_changed", quantity: null, data: { live: 7, sent: 9 } };
  expect(changeCardText(card).sentence).toBe("The supplier's order has 7 of 9 units: 2 units missing.");
  expect(changeCardText({ ...card, data: { live: 7, sent: 6 } }).sentence).toContain(
    "7 units, but 6 were sent",
  );
});
