import { expect, test } from "vitest";
import { hashPassword, verifyAgainstNobody, verifyPassword } from "./password";

test("a password matches only its own hash", async () => {
  const hash = await hashPassword("correct horse");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=24576,t=2,p=1\$/);
  expect(await verifyPassword("correct horse", hash)).toBe(true);
  expect(await verifyPassword("correct horse ", hash)).toBe(false);
  expect(await verifyPassword("", hash)).toBe(false);
});

test("two hashes of one password differ, and another Unicode form of the same password matches", async () => {
  expect(await hashPassword("caf\u00e9 noir")).not.toBe(await hashPassword("caf\u00e9 noir"));
  expect(await verifyPassword("cafe\u0301 noir", await hashPassword("caf\u00e9 noir"))).toBe(true);
});

test("an invalid hash and a missing account match no password", async () => {
  expect(await verifyPassword("x", "not a hash")).toBe(false);
  expect(await verifyAgainstNobody("x")).toBe(false);
});
