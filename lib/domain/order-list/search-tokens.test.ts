import { describe, expect, it, test } from "vitest";
import { type SearchTexts, searchTokens } from "./search-tokens";
import { searchWords } from "./search-words";

const texts = (change: Partial<SearchTexts> = {}): SearchTexts => ({
  name: "#1001",
  shopifyGid: "gid://shopify/Order/5550001112223",
  tags: [],
  lines: [],
  sourceOrders: [],
  customerName: null,
  email: null,
  phones: [],
  addressNames: [],
  ...change,
});
const line = { sku: null, title: "Lamp", variantTitle: null };
const tokens = (personal: boolean, change: Partial<SearchTexts> = {}) =>
  searchTokens(texts(change))
    .filter((each) => each.personal === personal)
    .map((each) => each.token);

/** Whether an order is found as the database finds it: each word is the beginning of one of its search words. */
function finds(query: string, change: Partial<SearchTexts>): boolean {
  const stored = searchTokens(texts(change));
  const words = searchWords(query, []);
  const has = (prefix: string) => stored.some(({ token }) => token.startsWith(prefix));
  return words.length > 0 && words.every(({ prefixes }) => prefixes.some(has));
}

/** Whether the order's number is exactly what was searched for, with any prefix and suffix. */
function isExact(query: string, name: string): boolean {
  const number = searchWords(query, [])[0]?.number;
  const stored = searchTokens(texts({ name }));
  return stored.some(({ token }) => token === number || token.startsWith(`${number}-`));
}

describe("order numbers", () => {
  const names = ["EU#1001/26", "WEB-1001", "#1001", "1001-B2B", "№1001", "EU1001", "١٠٠١"];
  test.each(names)("%s is found by its digits, and exactly", (name) => {
    for (const query of ["1001", "#1001", "№1001", " 1001 "]) {
      expect(finds(query, { name }), query).toBe(true);
      expect(isExact(query, name), query).toBe(true);
    }
    expect(finds("10", { name })).toBe(true);
    expect(finds("001", { name })).toBe(false);
  });

  test.each([
    ["eu1001", "EU#1001/26"],
    ["EU#1001", "EU#1001/26"],
    ["1001/26", "EU#1001/26"],
    ["web 1001", "WEB-1001"],
    ["1001b2b", "1001-B2B"],
    ["1-A", "#1-A"],
    ["EU 1001", "EU 1001"],
  ])("%s finds %s", (query, name) => expect(finds(query, { name })).toBe(true));

  test("1-A finds #1-A and not #12-A; longer numbers are found, but not as exact ones", () => {
    expect(isExact("1-A", "#1-A")).toBe(true);
    expect(finds("1-A", { name: "#12-A" })).toBe(false);
    expect(finds("1001", { name: "#10012" })).toBe(true);
    expect(isExact("1001", "#10012")).toBe(false);
  });

  test("#1001 asks for a number only, and 1001 also for SKUs and tags", () => {
    const tagged = { name: "#7", tags: ["1001"] };
    expect(finds("#1001", tagged)).toBe(false);
    expect(finds("1001", tagged)).toBe(true);
  });

  test("an order is found by its source orders' numbers", () => {
    const sourceOrders = [{ name: "SRC-2087", shopifyGid: "gid://shopify/Order/42" }];
    for (const query of ["SRC-2087", "2087", "src2087", "42"])
      expect(finds(query, { sourceOrders }), query).toBe(true);
  });
});

test.each([
  "5550001112223",
  "gid://shopify/Order/5550001112223",
  "https://admin.shopify.com/store/nord-wolle/orders/5550001112223?inContextTimeframe=none",
  "nord-wolle.myshopify.com/admin/orders/5550001112223",
  "https://nord-wolle.myshopify.com/admin/orders/5550001112223/fulfill",
])("%s is the order's id", (query) => {
  expect(finds(query, {})).toBe(true);
  expect(finds(query, { shopifyGid: "gid://shopify/Order/5550001112224" })).toBe(false);
});

test("the address of a draft order is its id, and does not fall apart into words", () => {
  const [word, ...more] = searchWords("https://admin.shopify.com/store/x/draft_orders/77", []);
  expect([word?.prefixes, more]).toEqual([["77"], []]);
  expect(searchWords("gid://shopify/DraftOrder/77", [])[0]?.prefixes).toEqual(["77"]);
});

test("a SKU is found by the start of any segment, and from four characters on by its end", () => {
  const lines = [{ ...line, sku: "KT-INS114-DRE" }];
  for (const query of ["kt", "KT-INS", "INS114", "ins114-dre", "114", "DRE", "4dre", "14-DRE"])
    expect(finds(query, { lines }), query).toBe(true);
  for (const query of ["s114-", "T-INS", "re", "14-DR"]) expect(finds(query, { lines }), query).toBe(false);
});

test("an order is found by words of product titles and variants, and by tags and their words", () => {
  const lines = [{ ...line, title: "Wool sweater “Ålesund”", variantTitle: "Navy / XL" }];
  for (const query of ["sweat", "alesund wool", "navy", "XL", "Summer Sale", "sale", "🎁"])
    expect(finds(query, { lines, tags: ["Summer Sale", "🎁"] }), query).toBe(true);
  expect(tokens(false, { lines: [{ ...line, variantTitle: "Default Title" }] })).not.toContain("default");
});

describe("phone numbers", () => {
  test.each(["+491512345678", "+49 151 2345678", "0151 2345678", "0151/2345678", "0049 151-234-5678"])(
    "stored as %s are found in national and international form, and by their end",
    (phone) => {
      const queries = [
        "+49 151 2345678",
        "+491512345678",
        "0049 (0)151 2345678",
        "01512345678",
        "0151 234 56 78",
      ];
      for (const query of [...queries, "2345678", "5678"])
        expect(finds(query, { phones: [phone] }), query).toBe(true);
      expect(finds("0151 2345679", { phones: [phone] })).toBe(false);
      expect(finds("678", { phones: [phone] })).toBe(false);
    },
  );
});

test.each([
  ["Muller", "Jürgen Müller"],
  ["Müller", "Jurgen Muller"],
  ["ibrahim", "İbrahim Yılmaz"],
  ["IBRAHIM yilmaz", "İbrahim Yılmaz"],
  ["İbrahim", "Ibrahim"],
  ["strasse", "Anna Straße"],
  ["bjorn lodz", "Bjørn Łódź"],
  ["dordevic", "Đorđević"],
  ["obrien", "Sinéad O’Brien"],
  ["marie", "Anne-Marie Berg"],
  ["анна", "А\u0301нна"],
  ["Σοφία", "ΣΟΦΙΑ"],
])("%s finds %s", (query, customerName) => expect(finds(query, { customerName })).toBe(true));

test.each([
  ["小明", "王小明"],
  ["王小明", "王小明"],
  ["太郎", "山田 太郎"],
  ["山田太郎", "太郎 山田"],
  ["田太", "山田 太郎"],
  ["민수", "김민수"],
  ["김민수", "민수 김"],
  ["ガタ", "ｶﾞﾀ"],
])("two characters in a row: %s finds %s", (query, customerName) =>
  expect(finds(query, { customerName })).toBe(true),
);

it("marks names, e-mail addresses and phone numbers as personal, so that they can be erased", () => {
  const person = {
    customerName: "Ida Berg",
    addressNames: [["Ida", "Berg-Lund"]],
    email: "ida.b@shopper.example",
  };
  expect(tokens(true, { ...person, phones: ["+4712345678"] })).toEqual([
    ...["ida", "berg", "berg-lund", "lund", "ida-b-shopper-example", "b-shopper-example", "shopper-example"],
    ...["4712345678", "<8765432174"],
  ]);
  expect(tokens(false, person)).toEqual(["#1001", "5550001112223"]);
});

it("does not mark a word as personal that is also a tag", () => {
  const both = { tags: ["Ida"], customerName: "Ida" };
  expect(tokens(false, both)).toContain("ida");
  expect(tokens(true, both)).not.toContain("ida");
});

it("stores at most 400 words of at most 100 characters, the number first", () => {
  const lines = Array.from({ length: 500 }, (_, n) => ({
    ...line,
    sku: `AB-${n}-CD-${n}`,
    title: `Lamp ${n}`,
  }));
  const all = searchTokens(texts({ lines, tags: ["x".repeat(255)], customerName: "Ida" }));
  expect(all).toHaveLength(400);
  expect(Math.max(...all.map(({ token }) => token.length))).toBe(100);
  expect(all.map(({ token }) => token)).toEqual(expect.arrayContaining(["#1001", "ida"]));
  expect(finds("x".repeat(255), { tags: ["x".repeat(255)] })).toBe(true);
});
