import { expect, it } from "vitest";
import { directed, findCircles, shortestCircle } from "./cycles";

/** `ab` is an edge from a to b. */
const graph = (...edges: string[]) => directed(edges.map(([from = "", to = ""]) => ({ from, to })));

it("finds none where every way ends", () => {
  expect(findCircles(graph("ab", "ac", "bd", "cd"))).toEqual([]);
});

it("finds a node that leads to itself", () => {
  expect(findCircles(graph("ab", "bb"))).toEqual([["b"]]);
});

it("finds separate groups, and joins circles that share a node", () => {
  expect(findCircles(graph("ab", "bc", "ca", "cd", "de", "ef", "fe", "bx", "xb"))).toEqual([
    ["a", "b", "c", "x"],
    ["e", "f"],
  ]);
});

it("does not join groups that are connected one way", () => {
  expect(findCircles(graph("cd", "dc", "ac", "ab", "ba"))).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

it("shows the shortest way round a group", () => {
  const edges = graph("ab", "bc", "cd", "da", "ca");
  expect(shortestCircle(edges, ["a", "b", "c", "d"])).toEqual(["a", "b", "c", "a"]);
  expect(shortestCircle(graph("aa"), ["a"])).toEqual(["a", "a"]);
});
