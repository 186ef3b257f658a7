import { describe, expect, it } from "vitest";
import { projectRoot } from "@/testing/folders/project-root";
import { readGraph } from "@/testing/structure/graph";
import { measure } from "@/testing/structure/measures";
import { neighbours } from "./neighbours";

/** About as many as there were when they were last counted, so that a parser that sees less is noticed. */
const LEAST_IMPORTS = 3700;
const LEAST_IMPORTS_BETWEEN_ROOMS = 900;

const graph = readGraph(projectRoot);
const structure = measure(graph);

/** `layer: room → room`; a room without neighbours is `layer: room`. */
const listed = Object.entries(neighbours).flatMap(([layer, rooms]) =>
  Object.entries(rooms).flatMap(([room, others]) => [
    `${layer}: ${room}`,
    ...others.map((other) => `${layer}: ${room} → ${other}`),
  ]),
);
const inLayer = (layer: string, room: string) => (room === layer ? "." : room.slice(layer.length + 1));
const found = [
  ...structure.rooms.flatMap(({ layer, rooms }) => rooms.map((room) => `${layer}: ${inLayer(layer, room)}`)),
  ...structure.imports_between_rooms.map(
    ({ layer, from, to }) => `${layer}: ${inLayer(layer, from)} → ${inLayer(layer, to)}`,
  ),
];

it("is not blind: it sees about as many imports as there were", () => {
  expect(graph.missing).toEqual([]);
  expect(graph.edges.length).toBeGreaterThanOrEqual(LEAST_IMPORTS);
  const between = structure.imports_between_rooms.reduce((sum, { count }) => sum + count, 0);
  expect(between).toBeGreaterThanOrEqual(LEAST_IMPORTS_BETWEEN_ROOMS);
});

describe("rooms import the neighbours that are listed", () => {
  it("and no others", () => {
    expect(found.filter((one) => !listed.includes(one))).toEqual([]);
  });
  it("and each of these", () => {
    expect(listed.filter((one) => !found.includes(one))).toEqual([]);
  });
});

// Imports of types count: a reader follows them like any other.
it("files form no import cycle", () => {
  expect(structure.circles).toEqual([]);
});
it("the rooms of a layer form no import cycle", () => {
  expect(structure.room_circles).toEqual([]);
});

it("no folder has more than 25 files", () => {
  expect(structure.folders_over_25).toEqual([]);
});
it("no function outside tests has a body of more than 80 lines", () => {
  expect(structure.functions_over_80).toEqual([]);
});
it("no name is exported that no other file uses", () => {
  expect(structure.unused_exports).toEqual([]);
});
