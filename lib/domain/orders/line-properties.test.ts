import { expect, it } from "vitest";
import { linePropertiesOf } from "./line-properties";

it("keeps the properties of the lines that have any, by the line's id", () => {
  const engraving = [{ key: "Engraving", value: "I.B." }];
  expect(
    linePropertiesOf([
      { shopifyGid: "gid://shopify/LineItem/1", properties: engraving },
      { shopifyGid: "gid://shopify/LineItem/2", properties: [] },
    ]),
  ).toEqual({ "gid://shopify/LineItem/1": engraving });
});
