import { expect, test } from "vitest";
import { matchedNow } from "./matched-now";

const chosen = (count: number, more = false) => ({ kind: "matching", query: "tag=x", count, more }) as const;
const found = (count: number, more = false) => ({
  orders: Array.from({ length: count }, (_, n) => ({ id: `ord_${n}`, name: `#${n}` })),
  more,
});

test("an action applies to the orders that match, and asks when their number is not the chosen one", () => {
  const same = matchedNow(chosen(2), found(2));
  expect(same).toEqual({
    applies: { kind: "rows", orderIds: ["ord_0", "ord_1"] },
    title: "all 2 orders",
    question: null,
  });
  expect(matchedNow(chosen(52), found(64)).question).toBe("64 orders match now (52 when you chose).");
  expect(matchedNow(chosen(2), found(1)).question).toBe("1 order matches now (2 when you chose).");
  expect(matchedNow(chosen(1), found(0)).question).toBe("0 orders match now (1 when you chose).");
});

test("a count of at least a thousand is kept to, and more orders than can be shown stay a list", () => {
  expect(matchedNow(chosen(1_000, true), found(1_400)).question).toBeNull();
  expect(matchedNow(chosen(1_000, true), found(900)).question).toBe(
    "900 orders match now (1,000+ when you chose).",
  );
  const many = matchedNow(chosen(1_000, true), found(2_000, true));
  expect(many).toEqual({
    applies: { kind: "matching", query: "tag=x", count: 2_000, more: true },
    title: "all 2,000+ orders",
    question: null,
  });
  expect(matchedNow(chosen(52), found(2_000, true)).question).toBe(
    "More than 2,000 orders match now (52 when you chose).",
  );
});
