import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkedValues } from "@/testing/database/checked-values";
import { legStates } from "@/testing/seed/order-facts";
import { covers, legMovedSentence, legMoves, reserves } from "./leg-state";

/** The migration that defined the trigger last. */
const guards = readFileSync(
  new URL("../../../db/migrations/0022_fresh_variants.sql", import.meta.url),
  "utf8",
);

it("allows the moves that the database's trigger allows, and no others", () => {
  const body = /FUNCTION push_leg_move\(\)[\s\S]*?END \$\$;/.exec(guards)?.[0] ?? "";
  const inDatabase = [...body.matchAll(/'(\w+>\w+)'/g)].map((match) => match[1]);
  const inDomain = legStates.flatMap((from) => legMoves[from].map((to) => `${from}>${to}`));
  expect(inDatabase.length).toBeGreaterThan(15);
  expect(inDomain.sort()).toEqual(inDatabase.sort());
});

it("has the states that the database allows", () => {
  expect([...legStates].sort()).toEqual(checkedValues("push_leg_state"));
});

it("has no state that both reserves and covers, and no move to a state that does not exist", () => {
  for (const state of legStates) {
    expect(reserves(state) && covers(state)).toBe(false);
    for (const to of legMoves[state]) expect(legStates).toContain(to);
  }
});

it("tells a user the state that a leg has now", () => {
  expect(legMovedSentence("rejected")).toBe("The state of this send has changed. It is now: refused.");
});
