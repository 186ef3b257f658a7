import type { Fate } from "./fates";
import type { DemoOrder } from "./order-types";
import * as ship from "./shipping";
import type { ShopperName } from "./shoppers";

/** How a shop's orders come about; `baskets` are SKUs with the most units that a shopper takes. */
export type ShopStory = {
  days: number;
  shoppers: ShopperName[];
  shipping: NonNullable<DemoOrder["shipping"]>[];
  baskets: [sku: string, most: number][][];
  /** Baskets without anything that a supplier has. */
  unsynced: [sku: string, most: number][][];
  tags: string[];
  notes: string[];
  /** How many of the older orders come to which end. */
  fates: Partial<Record<Fate, number>>;
  /** How many came in during the last day and wait. */
  newest: number;
};

export const stories: Record<string, ShopStory> = {
  // The busy one: a homeware brand before Advent, with three suppliers of which one is always sold out.
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
    fates: {
      ...{ pushed: 22, shipped: 9, partly: 4, overCaution: 2, replyLost: 1, uncertain: 1, refused: 1 },
      ...{ outOfStock: 2, givenUp: 1, ended: 1, supplierEdited: 1, cancelledAfter: 1, refundedAfter: 1 },
      ...{ editedAfter: 1, readdressedAfter: 1, cancelled: 1, refunded: 1, partlyRefunded: 1, edited: 1 },
      ...{ shippedHere: 1, unpaid: 1, noAddress: 1, free: 1, held: 2 },
    },
    newest: 8,
  },
  // The same brand in Britain: trade customers, and a supplier whose answers get lost.
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
    fates: {
      ...{ pushed: 11, shipped: 5, partly: 2, overCaution: 1, replyLost: 1, uncertain: 2, refused: 1 },
      ...{ ended: 1, cancelledAfter: 1, cancelled: 1, partlyShippedHere: 1, unpaid: 1, noAddress: 1 },
    },
    newest: 4,
  },
  // One supplier for everything, and its shop has been closed for an unpaid bill.
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
    fates: {
      ...{ pushed: 12, shipped: 5, partly: 1, dormant: 2, editedAfter: 1, refundedAfter: 1, ended: 1 },
      ...{ cancelled: 1, refunded: 1, shippedHere: 1, unpaid: 1, test: 1, free: 1, parked: 3 },
    },
    newest: 6,
  },
  // Small, careful and quiet: almost everything is done, and what comes in goes out by itself.
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
    fates: {
      ...{ pushed: 14, shipped: 8, partly: 1, replyLost: 1, cancelled: 1, edited: 1, unpaid: 1 },
    },
    newest: 1,
  },
  // Written from right to left, with three decimals, and suppliers in two countries.
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
    fates: {
      ...{ pushed: 12, shipped: 4, partly: 2, outOfStock: 1, refused: 1, ended: 1, cancelledAfter: 1 },
      ...{ cancelled: 1, partlyRefunded: 1, noAddress: 1, unpaid: 2, test: 1 },
    },
    newest: 4,
  },
};
