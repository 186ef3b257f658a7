/** Something that happens to a sample order after it was placed. */
export type DemoEvent =
  | { kind: "cancel" }
  | { kind: "refund"; sku: string; quantity: number }
  | { kind: "fulfill"; sku: string; quantity: number };

/** A sample order; `lines` are SKU and quantity. */
export type DemoOrder = {
  hoursAgo: number;
  shopper: keyof typeof shoppers;
  lines: [sku: string, quantity: number][];
  paid?: boolean;
  test?: boolean;
  tags?: string[];
  note?: string;
  attributes?: { key: string; value: string }[];
  shipping?: { title: string; code: string; price: string };
  tip?: string;
  event?: DemoEvent;
  /** Pushed by the sample operator: to all suppliers, or only to one. */
  push?: "all" | string;
};

const person = (firstName: string, lastName: string, email: string, address: Record<string, string>) => ({
  email,
  customer: { firstName, lastName },
  shippingAddress: { firstName, lastName, ...address },
});

export const shoppers = {
  lena: person("Lena", "Hartmann", "lena.hartmann@example.com", {
    address1: "Kastanienallee 14",
    city: "Berlin",
    zip: "10435",
    countryCode: "DE",
    phone: "+493055501234",
  }),
  pieter: person("Pieter", "de Vries", "pieter@example.net", {
    address1: "Prinsengracht 210",
    city: "Amsterdam",
    zip: "1016 HD",
    countryCode: "NL",
  }),
  chiara: person("Chiara", "Moretti", "chiara.moretti@example.com", {
    address1: "Via dei Mille 8",
    address2: "Int. 4",
    city: "Bologna",
    zip: "40121",
    countryCode: "IT",
    provinceCode: "BO",
  }),
  oliver: person("Oliver", "Whitfield", "oliver.whitfield@example.co.uk", {
    address1: "3 Tanner's Yard",
    city: "Bristol",
    zip: "BS1 6XN",
    countryCode: "GB",
  }),
  priya: person("Priya", "Raman", "priya.raman@example.com", {
    company: "Raman & Daughters",
    address1: "27 Elm Park Gardens",
    city: "London",
    zip: "SW10 9QE",
    countryCode: "GB",
  }),
  walter: person("Walter", "Briggs", "walt.briggs@example.com", {
    address1: "881 Maple Street",
    city: "Burlington",
    zip: "05401",
    provinceCode: "VT",
    countryCode: "US",
    phone: "+18025550142",
  }),
  imani: person("Imani", "Carter", "imani.carter@example.org", {
    address1: "4400 Lakeview Drive",
    address2: "Apt 12B",
    city: "Asheville",
    zip: "28801",
    provinceCode: "NC",
    countryCode: "US",
  }),
  haruka: person("春香", "佐藤", "haruka.sato@example.jp", {
    address1: "本郷3-12-4",
    city: "文京区",
    zip: "113-0033",
    provinceCode: "JP-13",
    countryCode: "JP",
  }),
  kenji: person("健二", "中村", "kenji.nakamura@example.jp", {
    address1: "北野町1-7",
    city: "神戸市中央区",
    zip: "650-0002",
    provinceCode: "JP-28",
    countryCode: "JP",
  }),
};

const dhl = { title: "DHL Paket", code: "DHL", price: "4.90" };
const express = { title: "Express", code: "EXPRESS", price: "12.00" };
const royal = { title: "Royal Mail Tracked 48", code: "RM48", price: "3.95" };
const ground = { title: "UPS Ground", code: "UPS_GROUND", price: "8.00" };
const yamato = { title: "ヤマト宅急便", code: "YAMATO", price: "700" };

export const orders: Record<string, DemoOrder[]> = {
  "northlight-eu.myshopify.com": [
    { hoursAgo: 170, shopper: "pieter", lines: [["NL-THROW", 1]], shipping: dhl, push: "all" },
    {
      hoursAgo: 122,
      shopper: "lena",
      lines: [
        ["NL-MUG", 4],
        ["NL-TOWEL-3", 2],
      ],
      shipping: dhl,
      tags: ["repeat customer"],
      push: "all",
    },
    {
      hoursAgo: 75,
      shopper: "chiara",
      lines: [
        ["NL-PLATE", 1],
        ["NL-CUSH", 2],
        ["NL-WRAP", 1],
      ],
      shipping: express,
      note: "Please leave it with the porter if nobody answers.",
      attributes: [{ key: "Gift message", value: "Tanti auguri!" }],
      tags: ["gift"],
      push: "tonwerk-keramik.myshopify.com",
    },
    {
      hoursAgo: 51,
      shopper: "pieter",
      lines: [
        ["NL-BOWL", 6],
        ["NL-MUG", 6],
      ],
      shipping: dhl,
      event: { kind: "refund", sku: "NL-BOWL", quantity: 2 },
    },
    { hoursAgo: 30, shopper: "lena", lines: [["NL-CUSH", 1]], shipping: dhl, event: { kind: "cancel" } },
    {
      hoursAgo: 20,
      shopper: "chiara",
      lines: [
        ["NL-BOWL", 2],
        ["NL-THROW", 1],
      ],
      shipping: dhl,
      paid: false,
      tags: ["bank transfer"],
    },
    { hoursAgo: 6, shopper: "lena", lines: [["NL-WRAP", 2]], shipping: dhl },
    {
      hoursAgo: 1.5,
      shopper: "pieter",
      lines: [
        ["NL-MUG", 2],
        ["NL-THROW", 1],
        ["NL-TOWEL-3", 1],
      ],
      shipping: express,
    },
  ],
  "northlight-uk.myshopify.com": [
    {
      hoursAgo: 96,
      shopper: "oliver",
      lines: [
        ["NLU-CANDLE", 3],
        ["NLU-BOARD", 1],
      ],
      shipping: royal,
      push: "all",
    },
    {
      hoursAgo: 44,
      shopper: "priya",
      lines: [
        ["NLU-MUG", 8],
        ["NLU-THROW", 2],
        ["NLU-CARD", 2],
      ],
      shipping: royal,
      tags: ["trade", "invoice"],
      note: "PO 2291. Deliver before Friday, please.",
      push: "fernhill-supply.myshopify.com",
    },
    {
      hoursAgo: 18,
      shopper: "oliver",
      lines: [["NLU-MUG", 2]],
      shipping: royal,
      event: { kind: "fulfill", sku: "NLU-MUG", quantity: 1 },
    },
    { hoursAgo: 3, shopper: "priya", lines: [["NLU-CANDLE", 12]], shipping: royal, tip: "5.00" },
  ],
  "kestrel-outdoor.myshopify.com": [
    {
      hoursAgo: 140,
      shopper: "walter",
      lines: [
        ["KO-PACK", 1],
        ["KO-SOCK-2", 2],
      ],
      shipping: ground,
      push: "all",
    },
    {
      hoursAgo: 60,
      shopper: "imani",
      lines: [
        ["KO-BOTTLE", 2],
        ["KO-MAP", 1],
      ],
      shipping: ground,
      push: "all",
    },
    { hoursAgo: 27, shopper: "walter", lines: [["KO-LANTERN", 2]], shipping: ground, test: true },
    { hoursAgo: 9, shopper: "imani", lines: [["KO-PACK", 2]], shipping: ground, event: { kind: "cancel" } },
    {
      hoursAgo: 2,
      shopper: "walter",
      lines: [
        ["KO-LANTERN", 1],
        ["KO-BOTTLE", 1],
        ["KO-SOCK-2", 1],
      ],
      shipping: ground,
      tags: ["newsletter"],
    },
  ],
  "sakura-stationery.myshopify.com": [
    {
      hoursAgo: 88,
      shopper: "haruka",
      lines: [
        ["SS-NOTE", 5],
        ["SS-INK", 1],
      ],
      shipping: yamato,
      push: "all",
    },
    {
      hoursAgo: 36,
      shopper: "kenji",
      lines: [
        ["SS-MARK", 10],
        ["SS-WRAP", 1],
      ],
      shipping: yamato,
      note: "包装をお願いします。",
    },
    { hoursAgo: 4, shopper: "haruka", lines: [["SS-INK", 2]], shipping: yamato, paid: false },
  ],
};
