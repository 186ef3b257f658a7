import { expect, test } from "vitest";
import { isOwnOrigin } from "./check-origin";

test("only the portal's own origin is accepted", () => {
  const portal = "https://portal.example";
  expect(isOwnOrigin("https://portal.example", portal)).toBe(true);
  expect(isOwnOrigin("http://portal.example", portal)).toBe(false);
  expect(isOwnOrigin("https://portal.example.evil.example", portal)).toBe(false);
  expect(isOwnOrigin("null", portal)).toBe(false);
  expect(isOwnOrigin(null, portal)).toBe(false);
  expect(isOwnOrigin("http://localhost", portal)).toBe(false);
});

test("a portal on a loopback address accepts other loopback names with the same port", () => {
  const portal = "http://127.0.0.1:3000";
  expect(isOwnOrigin("http://localhost:3000", portal)).toBe(true);
  expect(isOwnOrigin("http://localhost:3001", portal)).toBe(false);
  expect(isOwnOrigin("http://10.0.0.1:3000", portal)).toBe(false);
});
