import { expect, it } from "vitest";
import { type AddressGap, gapsText } from "./address-gap";

it.each<[string, AddressGap[]]>([
  ["", []],
  ["Missing: recipient's name.", [{ field: "name", kind: "missing" }]],
  ["Not recognised: country.", [{ field: "country", kind: "unknown" }]],
  [
    "Missing: postal code, street. Not recognised: province or state.",
    [
      { field: "zip", kind: "missing" },
      { field: "province", kind: "unknown" },
      { field: "address1", kind: "missing" },
    ],
  ],
])("names missing parts first, then unrecognised ones: “%s”", (text, gaps) => {
  expect(gapsText(gaps)).toBe(text);
});
