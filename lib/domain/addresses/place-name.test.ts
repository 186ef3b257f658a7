import { expect, it } from "vitest";
import { placeName } from "./place-name";

it.each([
  ["Québec", "quebec"],
  ["Que\u0301bec", "quebec"],
  ["U.S.A.", "usa"],
  ["Côte d’Ivoire", "cote divoire"],
  ["Trinidad & Tobago", "trinidad and tobago"],
  ["Newfoundland  and\tLabrador", "newfoundland and labrador"],
  ["Guinea-Bissau", "guinea bissau"],
  ["The Netherlands", "netherlands"],
  ["Isle of the Dogs", "isle of the dogs"],
  ["Theland", "theland"],
  ["(Texas)", "texas"],
  ["ＴＯＫＹＯ", "tokyo"],
  ["東京都", "東京都"],
  [" - ", ""],
  ["", ""],
])("%j is compared as %j", (text, name) => {
  expect(placeName(text)).toBe(name);
});
