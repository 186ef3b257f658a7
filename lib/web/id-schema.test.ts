import { expect, test } from "vitest";
import { idSchema } from "./id-schema";

test("an id is short and contains no character that PostgreSQL refuses", () => {
  expect(idSchema.safeParse("ord_0a9").success).toBe(true);
  for (const bad of ["", "ord_\u0000", "a b", "'", "x".repeat(65)]) {
    expect(idSchema.safeParse(bad).success).toBe(false);
  }
});
