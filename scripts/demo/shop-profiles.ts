import type { DemoOrder } from "./order-types";
import type { Scenario } from "./scenarios";
import * as ship from "./shipping";
import type { ShopperName } from "./shoppers";

/** What the generated orders of a shop look like. */
export type ShopProfile = {
  /** The orders are at most this many days old. */
  days: number;
  shoppers: ShopperName[];
  shipping: NonNullable<DemoOrder["shipping"]>[];
  /** Each basket is a list of SKUs with the largest quantity that a shopper buys. */
  baskets: [sku: string, most: number][][];
  /** Baskets that contain only products without a supplier. */
  unsynced: [sku: string, most: number][][];
  tags: string[];
  notes: string[];
  /** How many of the older orders follow each scenario. */
  scenarios: Partial<Record<Scenario, number>>;
  /** How many orders arrived during the last day and are not pushed yet. */
  newest: number;
};

export const shopProfiles: Record<string, ShopProfile> = {
  // The busiest shop: a homeware brand before Advent, with several suppliers. One of them is often out of stock.
  "northlight-eu.myshopify.com": {
    days: 27,
    shoppers: [
      "lena",
      "maximiliane",
      "pieter",
      "chiara",
      "zofia",
      "oksana",
      "georgi",
      "eleni",
      "soren",
      "noa",
    ],
    shipping: [ship.dhl, ship.dhl, ship.express, ship.dhlIntl],
    baskets: [
      [
        ["NL-MUG", 4],
        ["NL-THROW", 1],
      ],
      [
        ["NL-BOWL", 6],
        ["NL-PLATE", 1],
        ["NL-CUSH", 2],
      ],
      [
        ["NL-MUG", 6],
        ["NL-TOWEL-3", 2],
        ["NL-WALL", 1],
      ],
      [
        ["NL-TOWEL-3", 3],
        ["NL-WRAP", 1],
      ],
      [
        ["NL-PLATE", 2],
        ["NL-MILL", 1],
      ],
      [["NL-WALL", 2]],
      [
        ["NL-THROW", 2],
        ["NL-CUSH", 4],
        ["NL-BOWL", 4],
        ["NL-WALL", 1],
        ["NL-MILL", 1],
      ],
    ],
    unsynced: [[["NL-MILL", 1]]],
    tags: ["repeat customer", "gift", "advent campaign", "newsletter", "B2B", "fragile"],
    notes: [
      "Bitte beim Nachbarn abgeben, falls niemand zu Hause ist.",
      "Будь ласка, зателефонуйте перед доставкою.",
      "Παρακαλώ να παραδοθεί μετά τις 17:00.",
    ],
    scenarios: {
      ...{ pushed: 22, shipped: 9, partly: 4, overCaution: 2, replyLost: 1, uncertain: 1, refused: 1 },
      ...{ outOfStock: 2, givenUp: 1, ended: 1, supplierEdited: 1, cancelledAfter: 1, refundedAfter: 1 },
      ...{ editedAfter: 1, readdressedAfter: 1, cancelled: 1, refunded: 1, partlyRefunded: 1, edited: 1 },
      ...{ shippedHere: 1, unpaid: 1, noAddress: 1, free: 1, held: 2 },
    },
    newest: 8,
  },
  // The same brand in the United Kingdom: trade customers, and a supplier whose replies get lost.
  "northlight-uk.myshopify.com": {
    days: 24,
    shoppers: ["oliver", "priya", "siobhan", "callum"],
    shipping: [ship.royal, ship.royal, ship.express],
    baskets: [
      [
        ["NLU-CANDLE", 4],
        ["NLU-BOARD", 1],
      ],
      [
        ["NLU-MUG", 6],
        ["NLU-THROW", 2],
      ],
      [
        ["NLU-CANDLE", 12],
        ["NLU-CARD", 3],
      ],
      [["NLU-THROW", 1]],
    ],
    unsynced: [[["NLU-CARD", 5]]],
    tags: ["trade", "invoice", "gift", "wholesale"],
    notes: ["PO 2304. Deliver before Friday, please.", "Leave it in the porch."],
    scenarios: {
      ...{ pushed: 11, shipped: 5, partly: 2, overCaution: 1, replyLost: 1, uncertain: 2, refused: 1 },
      ...{ ended: 1, cancelledAfter: 1, cancelled: 1, partlyShippedHere: 1, unpaid: 1, noAddress: 1 },
    },
    newest: 4,
  },
  // One supplier for everything; its shop is frozen because of an unpaid bill.
  "kestrel-outdoor.myshopify.com": {
    days: 21,
    shoppers: ["walter", "imani", "guadalupe", "linh"],
    shipping: [ship.ground, ship.ground, ship.freight],
    baskets: [
      [
        ["KO-PACK", 1],
        ["KO-SOCK-2", 3],
      ],
      [
        ["KO-LANTERN", 2],
        ["KO-BOTTLE", 2],
        ["KO-MAP", 1],
      ],
      [["KO-BOTTLE", 4]],
      [
        ["KO-PACK", 2],
        ["KO-LANTERN", 1],
      ],
    ],
    unsynced: [[["KO-MAP", 2]]],
    tags: ["newsletter", "trail club", "first order", "gift"],
    notes: ["Gate code 4471.", "Por favor, tocar el timbre dos veces."],
    scenarios: {
      ...{ pushed: 12, shipped: 5, partly: 1, dormant: 2, editedAfter: 1, refundedAfter: 1, ended: 1 },
      ...{ cancelled: 1, refunded: 1, shippedHere: 1, unpaid: 1, test: 1, free: 1, parked: 3 },
    },
    newest: 6,
  },
  // A small shop with automatic push: almost every order is pushed.
  "sakura-stationery.myshopify.com": {
    days: 25,
    shoppers: ["haruka", "kenji", "meilin", "minjun"],
    shipping: [ship.yamato, ship.nippon],
    baskets: [
      [
        ["SS-NOTE", 5],
        ["SS-INK", 1],
      ],
      [
        ["SS-MARK", 10],
        ["SS-WRAP", 1],
      ],
      [["SS-INK", 3]],
    ],
    unsynced: [[["SS-WRAP", 2]]],
    tags: ["ギフト", "定期購入", "法人"],
    notes: ["包装をお願いします。", "請週末配送。", "부재 시 문 앞에 놓아 주세요."],
    scenarios: {
      ...{ pushed: 14, shipped: 8, partly: 1, replyLost: 1, cancelled: 1, edited: 1, unpaid: 1 },
    },
    newest: 1,
  },
  // Right-to-left script, a currency with three decimals, and suppliers in two countries.
  "dar-al-yasmin.myshopify.com": {
    days: 22,
    shoppers: ["fatima", "yusuf", "noa", "leyla"],
    shipping: [ship.courier, ship.courier, ship.aramex],
    baskets: [
      [
        ["DY-DALLA", 2],
        ["DY-TEA-6", 3],
      ],
      [
        ["DY-TRAY", 1],
        ["DY-BOX", 1],
      ],
      [
        ["DY-BOX", 2],
        ["DY-CARD", 1],
      ],
      [["DY-TEA-6", 4]],
    ],
    unsynced: [[["DY-CARD", 4]]],
    tags: ["هدية", "عميل دائم", "VIP"],
    notes: ["الرجاء الاتصال قبل التوصيل.", "נא להשאיר אצל השכן."],
    scenarios: {
      ...{ pushed: 12, shipped: 4, partly: 2, outOfStock: 1, refused: 1, ended: 1, cancelledAfter: 1 },
      ...{ cancelled: 1, partlyRefunded: 1, noAddress: 1, unpaid: 2, test: 1 },
    },
    newest: 4,
  },
};
