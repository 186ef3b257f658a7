import { describe, expect, it } from "vitest";
import { connection } from "./connection";

interface Row {
  id: string;
  value: number;
}

const ROWS: Row[] = [
  { id: "11", value: 2 },
  { id: "9", value: 2 },
  { id: "10", value: 1 },
  { id: "12", value: 3 },
];
const page = (args: Record<string, unknown>, rows = ROWS) =>
  connection(rows, args, ({ id, value }) => ({ id, value }));
const ids = (args: Record<string, unknown>) => page(args).nodes.map(({ id }) => id);
const cursor = (id: string) => page({ first: 4 }).edges.find(({ node }) => node.id === id)?.cursor;

describe("connection", () => {
  it.each([
    ["sorts by value, then by id as a number", { first: 4 }, ["10", "9", "11", "12"]],
    ["reverses", { first: 2, reverse: true }, ["12", "11"]],
    ["ends with the last rows", { last: 2 }, ["11", "12"]],
    ["continues after a cursor", { first: 9, after: cursor("9") }, ["11", "12"]],
    ["ends before a cursor", { last: 1, before: cursor("11") }, ["9"]],
  ])("%s", (_case, args, expected) => {
    expect(ids(args)).toEqual(expected);
  });

  it("continues after a row that no longer exists", () => {
    const rows = ROWS.filter(({ id }) => id !== "9");
    expect(page({ first: 9, after: cursor("9") }, rows).nodes.map(({ id }) => id)).toEqual(["11", "12"]);
  });

  it("knows whether there are further pages", () => {
    expect(page({ first: 1, after: cursor("10") }).pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: true,
    });
    expect(page({ first: 4 }).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  it.each([
    [{}, "you must provide one of first or last"],
    [{ first: 1, last: 1 }, "providing both first and last is not supported"],
    [{ first: 251 }, "first must be between 0 and 250"],
    [{ first: 1, after: "x" }, "Malformed cursor"],
  ])("refuses %j", (args, message) => {
    expect(() => page(args)).toThrow(message);
  });
});
