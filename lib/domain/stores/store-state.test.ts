import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import { moveStore, type StoreMove, type StoreState, storeMoves, storeStates } from "./store-state";

it.each<[StoreState, Partial<Record<StoreMove, StoreState>>]>([
  ["active", { pause: "paused", disconnect: "disconnected" }],
  ["paused", { resume: "active", disconnect: "disconnected" }],
  ["disconnected", {}],
])("a store that is %s moves by %j and no other way", (state, moves) => {
  for (const move of codesOf(storeMoves)) expect(moveStore(state, move), move).toBe(moves[move] ?? null);
});

it("asks what becomes of the sends in flight exactly where a move stops an active store", () => {
  for (const move of codesOf(storeMoves))
    expect(storeMoves[move].asksInFlight, move).toBe(moveStore("active", move) !== null);
});

it("says of every state and move what it means", () => {
  for (const state of codesOf(storeStates)) expect(storeStates[state].label, state).toMatch(/^[A-Z].*[^.]$/);
  for (const move of codesOf(storeMoves)) {
    const { button, about, done } = storeMoves[move];
    expect(button, move).toMatch(/^[A-Z][a-z]+$/);
    expect([about, done], move).toEqual(Array(2).fill(expect.stringMatching(/^[A-Z].+\.$/)));
  }
});
