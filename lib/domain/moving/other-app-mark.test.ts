import { describe, expect, test } from "vitest";
import { comparableName, ownMark, recogniseMark, type SourceOrderTexts } from "./other-app-mark";

const store = {
  name: "Maison Berlin",
  domains: ["maison-berlin.myshopify.com", "maison-alt.myshopify.com"],
};
const GID = "gid://shopify/Order/5778367414385";

const texts = (change: Partial<SourceOrderTexts>): SourceOrderTexts => ({
  sourceIdentifier: null,
  poNumber: null,
  tags: [],
  note: null,
  attributes: [],
  ...change,
});
const attributes = (all: Record<string, string>) =>
  Object.entries(all).map(([key, value]) => ({ key, value }));

describe("a pushed order is recognised", () => {
  test.each<
    [string, Partial<SourceOrderTexts>, { kind: string; orderGid: string | null; orderName: string | null }]
  >([
    [
      "by attributes with the id and the number",
      {
        attributes: attributes({
          App: "Syncerize",
          "Destination Store Name": "Maison Berlin",
          "Destination Order #": "#1042",
          "Destination Order ID": "5778367414385",
        }),
      },
      { kind: "attribute", orderGid: GID, orderName: "1042" },
    ],
    [
      "by a tag with the store's name and one with the number",
      { tags: ["Maison Berlin", "#1042", "Standard"] },
      { kind: "tag", orderGid: null, orderName: "1042" },
    ],
    [
      "by tags with the store's address and the id",
      { tags: ["From: maison-berlin.myshopify.com", "5778367414385", "multi_store_sync"] },
      { kind: "tag", orderGid: GID, orderName: null },
    ],
    [
      "by a domain that the shop had before",
      { tags: ["maison-alt", "#1042"] },
      { kind: "tag", orderGid: null, orderName: "1042" },
    ],
    [
      "by a note",
      { note: "Order #MB1042-A from Maison Berlin. Pack well." },
      { kind: "note", orderGid: null, orderName: "mb1042-a" },
    ],
    [
      "by a source identifier",
      { sourceIdentifier: "maison-berlin:5778367414385" },
      { kind: "source_identifier", orderGid: GID, orderName: null },
    ],
    [
      "by a PO number and the store's name",
      { poNumber: "1042", tags: ["maison berlin"] },
      { kind: "po_number", orderGid: null, orderName: "1042" },
    ],
    [
      "by attributes of another Crossdock",
      {
        attributes: attributes({
          "Origin store": "Maison Berlin",
          "Origin order": "#1042",
          "Origin order id": GID,
        }),
      },
      { kind: "attribute", orderGid: GID, orderName: "1042" },
    ],
  ])("%s", (_case, given, expected) => {
    expect(recogniseMark(texts(given), store)).toEqual({ ...expected, namesStore: true });
  });

  test("by an id alone, which the caller compares with stored orders", () => {
    const given = texts({ attributes: attributes({ "Order ID": "5778367414385" }) });
    expect(recogniseMark(given, store)).toMatchObject({ orderGid: GID, namesStore: false });
  });
});

describe("an order of the supplier's own is not recognised", () => {
  test.each<[string, Partial<SourceOrderTexts>]>([
    ["without any text", {}],
    ["with a number of another store", { tags: ["Loft Paris", "#1042"] }],
    ["with a number only", { tags: ["#1042"], poNumber: "1042", note: "Order 1042" }],
    ["with the store's name only", { tags: ["Maison Berlin"], note: "Regards to Maison Berlin" }],
    ["with a name that contains the store's", { tags: ["Maison Berliner Straße", "#1042"] }],
    ["with a phone number", { attributes: attributes({ Phone: "+4930123456789" }), tags: ["Maison Berlin"] }],
  ])("%s", (_case, given) => {
    expect(recogniseMark(texts(given), store)).toBeNull();
  });
});

test("an order that Crossdock created has a mark of its own", () => {
  expect(ownMark(texts({ sourceIdentifier: "crossdock-leg_1" }))).toBe("crossdock-leg_1");
  expect(ownMark(texts({ attributes: attributes({ "Origin mark": "crossdock-leg_2" }) }))).toBe(
    "crossdock-leg_2",
  );
  expect(ownMark(texts({ sourceIdentifier: "5778367414385" }))).toBeNull();
});

test("spellings of a number are equal", () => {
  expect(comparableName(" #MB1042 ")).toBe("mb1042");
});
