import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { adminSchema } from "@/sandbox/schema/load";
import { operations } from "./operations";

describe("operations", () => {
  it.each(Object.entries(operations))("%s is valid in Shopify's schema", (_name, operation) => {
    expect(validate(adminSchema(), parse(operation))).toEqual([]);
  });
});
