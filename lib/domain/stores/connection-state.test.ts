import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import {
  type ConnectionMove,
  type ConnectionState,
  connectionMoves,
  connectionStates,
  moveConnection,
  movesOf,
} from "./connection-state";

it.each<[ConnectionState, Partial<Record<ConnectionMove, ConnectionState>>]>([
  ["requested", { approve: "active", refuse: "disconnected", block: "blocked" }],
  ["active", { pause: "paused", block: "blocked", disconnect: "disconnected" }],
  ["paused", { resume: "active", block: "blocked", disconnect: "disconnected" }],
  ["blocked", { unblock: "paused" }],
  ["disconnected", { block: "blocked" }],
])("a connection that is %s moves by %j and no other way", (state, moves) => {
  for (const move of codesOf(connectionMoves))
    expect(moveConnection(state, move), move).toBe(moves[move] ?? null);
});

it("lists the moves of a state in the order of the page", () => {
  expect(movesOf("active")).toEqual(["pause", "block", "disconnect"]);
  expect(movesOf("requested")).toEqual(["approve", "refuse", "block"]);
  expect(movesOf("blocked")).toEqual(["unblock"]);
});

it("only the source store's side approves, refuses, blocks and unblocks", () => {
  const bySource = codesOf(connectionMoves).filter((move) => connectionMoves[move].bySource);
  expect(bySource).toEqual(["approve", "refuse", "block", "unblock"]);
});

it("a move that stops an active connection says what becomes of the sends in flight, and others keep them", () => {
  for (const move of codesOf(connectionMoves)) {
    const stops = moveConnection("active", move) !== null;
    expect(connectionMoves[move].inFlight !== "kept", move).toBe(stops);
  }
});

it("says of every state and move what it means, in sentences", () => {
  for (const state of codesOf(connectionStates)) {
    expect(connectionStates[state].label, state).toMatch(/^[A-Z].*[^.]$/);
    expect(connectionStates[state].sentence, state).toMatch(/^[A-Z].+\.$/);
  }
  for (const move of codesOf(connectionMoves)) {
    const { button, about, done } = connectionMoves[move];
    expect(button, move).toMatch(/^[A-Z][a-z]+$/);
    expect([about, done], move).toEqual(Array(2).fill(expect.stringMatching(/^[A-Z].+\.$/)));
  }
});
