import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { legStates } from "@/testing/seed/order-facts";
import { covers, legMoves, reserves } from "./leg-state";

const guards = readFileSync(new URL("../../../db/migrations/0001_guards.sql", import.meta.url), "utf8");

it("allows exactly the moves that the database's trigger allows", () => {
  const body = /CREATE FUNCTION push_leg_move\(\)[\s\S]*?END \$\$;/.exec(guards)?.[0] ?? "";
  const inDatabase = [...body.matchAll(/'(\w+>\w+)'/g)].map((match) => match[1]);
  const inDomain = legStates.flatMap((from) => legMoves[from].map((to) => `${from}>${to}`));
  expect(inDatabase.length).toBeGreaterThan(15);
  expect(inDomain.sort()).toEqual(inDatabase.sort());
});

it("knows the states that the database knows", () => {
  const check = /push_leg_state CHECK \(state IN \(([^)]*)\)\)/.exec(guards)?.[1] ?? "";
  expect([...check.matchAll(/'(\w+)'/g)].map((match) => match[1]).sort()).toEqual([...legStates].sort());
});

it("never lets a state both reserve and cover, and each moves only to states that exist", () => {
  for (const state of legStates) {
    expect(reserves(state) && covers(state)).toBe(false);
    for (const to of legMoves[state]) expect(legStates).toContain(to);
  }
});
