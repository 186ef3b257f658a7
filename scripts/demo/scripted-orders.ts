import type { DemoOrder } from "./order-types";
import { dhl, express, ground, royal, yamato } from "./shipping";

/** Sample orders that are written out one by one, oldest first. The others are generated. */
export const scriptedOrders: Record<string, DemoOrder[]> = {
  "northlight-eu.myshopify.com": [
    { hoursAgo: 170, shopper: "pieter", lines: [["NL-THROW", 1]], shipping: dhl, push: { to: "all" } },
    {
      hoursAgo: 122,
      shopper: "lena",
      lines: [
        ["NL-MUG", 4],
        ["NL-TOWEL-3", 2],
      ],
      shipping: dhl,
      tags: ["repeat customer"],
      push: { to: "all" },
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
      push: { to: "tonwerk-keramik.myshopify.com" },
    },
    {
      hoursAgo: 51,
      shopper: "pieter",
      lines: [
        ["NL-BOWL", 6],
        ["NL-MUG", 6],
      ],
      shipping: dhl,
      event: { action: "refund", body: { lines: [{ sku: "NL-BOWL", quantity: 2 }] } },
    },
    {
      hoursAgo: 30,
      shopper: "lena",
      lines: [["NL-CUSH", 1]],
      shipping: dhl,
      event: { action: "cancel", body: { reason: "CUSTOMER", refund: true } },
    },
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
      push: { to: "all" },
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
      push: { to: "fernhill-supply.myshopify.com" },
    },
    {
      hoursAgo: 18,
      shopper: "oliver",
      lines: [["NLU-MUG", 2]],
      shipping: royal,
      event: { action: "fulfill", body: { lines: [{ sku: "NLU-MUG", quantity: 1 }] } },
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
      push: { to: "all" },
    },
    {
      hoursAgo: 60,
      shopper: "imani",
      lines: [
        ["KO-BOTTLE", 2],
        ["KO-MAP", 1],
      ],
      shipping: ground,
      push: { to: "all" },
    },
    { hoursAgo: 27, shopper: "walter", lines: [["KO-LANTERN", 2]], shipping: ground, test: true },
    {
      hoursAgo: 9,
      shopper: "imani",
      lines: [["KO-PACK", 2]],
      shipping: ground,
      event: { action: "cancel", body: { reason: "CUSTOMER", refund: true } },
    },
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
      push: { to: "all" },
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
    // Created while the demo starts, so that automatic push handles them.
    { hoursAgo: 0, shopper: "minjun", lines: [["SS-NOTE", 3]], shipping: yamato },
    { hoursAgo: 0, shopper: "meilin", lines: [["SS-MARK", 4]], shipping: yamato, tags: ["ギフト"] },
  ],
};
