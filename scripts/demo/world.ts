/** A sample product with one variant. `price` is a decimal number in the shop's currency. */
type DemoProduct = { title: string; sku: string; price: string; inventory?: number };

export type DemoShop = {
  domain: string;
  name: string;
  currency: string;
  timezone: string;
  prefix: string;
  products: DemoProduct[];
};

/** A destination store with its merchant and suppliers. */
export type DemoDestination = DemoShop & {
  merchant: string;
  /** Whether a user must confirm before an order that a supplier does not have is sent again. */
  asksBeforeResending?: boolean;
  /** Whether automatic push is on. */
  autoPush?: boolean;
  suppliers: {
    domain: string;
    rank: number;
    pairs: [destinationSku: string, sourceSku: string, ratio?: number][];
  }[];
};

export const agency = { id: "org_demo", name: "Harbour & Vale" };

/** The number of the first order in each sample shop. */
export const firstOrderNumber = 1001;

const shop = (
  domain: string,
  name: string,
  currency: string,
  timezone: string,
  prefix: string,
  products: [string, string, string, number?][],
): DemoShop => ({
  domain: `${domain}.myshopify.com`,
  name,
  currency,
  timezone,
  prefix,
  products: products.map(([title, sku, price, inventory]) => ({
    title,
    sku,
    price,
    ...(inventory === undefined ? {} : { inventory }),
  })),
});

export const sources: DemoShop[] = [
  shop("tonwerk-keramik", "Tonwerk Keramik", "EUR", "Europe/Berlin", "TW-", [
    ["Becher, Steinzeug, 30 cl", "TW-BE-30", "7.40", 4200],
    ["Suppenschale, Steinzeug", "TW-SS-18", "9.10", 2600],
    ["Servierplatte, oval", "TW-SP-36", "17.80", 900],
    ["Milchkanne, 50 cl", "TW-MK-50", "12.60", 75],
  ]),
  shop("linnea-textil", "Linnéa Textil", "EUR", "Europe/Stockholm", "LT-", [
    ["Linen tea towel, single", "LT-TT-1", "4.20", 900],
    ["Linen throw 140 × 200", "LT-TH-140", "38.00", 1400],
    ["Wool cushion 50 × 50", "LT-CU-50", "21.50", 1800],
  ]),
  shop("fernhill-supply", "Fernhill Supply", "GBP", "Europe/London", "FH", [
    ["Beeswax candle, tall", "FH-CA-T", "4.10", 6400],
    ["Oak serving board", "FH-OB-40", "15.20", 1100],
    ["Stoneware mug", "FH-MU-30", "6.30", 3000],
  ]),
  shop("summit-gear-works", "Summit Gear Works", "USD", "America/Denver", "SGW-", [
    ["Trail pack 24 L", "SGW-P24", "48.00", 1600],
    ["Insulated bottle 750 ml", "SGW-B75", "11.50", 520],
    ["Merino crew sock, pair", "SGW-S1", "6.80", 4200],
    ["Camp lantern", "SGW-L2", "19.40", 2100],
  ]),
  shop("bakirci-atolyesi", "Bakırcı Atölyesi", "TRY", "Europe/Istanbul", "BA-", [
    ["El dövmesi bakır cezve, 4 kişilik", "BA-CZ-4", "640.00", 300],
    ["Bakır tepsi, işlemeli, Ø 30 cm", "BA-TP-30", "1180.00", 120],
    ["Çay bardağı, ince belli, altılı", "BA-CB-6", "420.00", 260],
  ]),
  shop("petrykivka-studio", "Студія «Петриківка»", "UAH", "Europe/Kyiv", "ПС-", [
    ["Скринька розписана, липа", "PS-SK-1", "720.00", 140],
    ["Тарілка декоративна, Ø 26 см", "PS-TA-26", "540.00", 180],
  ]),
  shop("kyoto-kami", "Kyoto Kami", "JPY", "Asia/Tokyo", "KK", [
    ["和紙ノート A5", "KK-N-A5", "780", 800],
    ["万年筆インク 藍", "KK-I-AI", "1450", 2400],
    ["しおり 五枚組", "KK-S-5", "420", 600],
  ]),
];

export const destinations: DemoDestination[] = [
  {
    merchant: "Northlight Living",
    asksBeforeResending: true,
    ...shop("northlight-eu", "Northlight Europe", "EUR", "Europe/Berlin", "#", [
      ["Fjord mug", "NL-MUG", "16.00"],
      ["Fjord bowl", "NL-BOWL", "19.00"],
      ["Shore platter", "NL-PLATE", "39.00"],
      ["Tea towels, set of three", "NL-TOWEL-3", "24.00"],
      ["Midsummer throw", "NL-THROW", "89.00"],
      ["Heath cushion", "NL-CUSH", "49.00"],
      ["Wandteller „Petrykiwka“, handbemalt", "NL-WALL", "64.00"],
      ["Handgedrechselte Pfeffermühle „Schiffsbauerwerkstatt Flensburg“, Nussbaum geölt", "NL-MILL", "72.00"],
      ["Gift wrapping", "NL-WRAP", "4.50"],
    ]),
    suppliers: [
      {
        domain: "tonwerk-keramik.myshopify.com",
        rank: 1,
        pairs: [
          ["NL-MUG", "TW-BE-30"],
          ["NL-BOWL", "TW-SS-18"],
          ["NL-PLATE", "TW-SP-36"],
        ],
      },
      {
        domain: "linnea-textil.myshopify.com",
        rank: 2,
        pairs: [
          ["NL-TOWEL-3", "LT-TT-1", 3],
          ["NL-THROW", "LT-TH-140"],
          ["NL-CUSH", "LT-CU-50"],
        ],
      },
      { domain: "petrykivka-studio.myshopify.com", rank: 3, pairs: [["NL-WALL", "PS-TA-26"]] },
      // The second choice for mugs.
      { domain: "fernhill-supply.myshopify.com", rank: 4, pairs: [["NL-MUG", "FH-MU-30"]] },
    ],
  },
  {
    merchant: "Northlight Living",
    asksBeforeResending: true,
    ...shop("northlight-uk", "Northlight UK", "GBP", "Europe/London", "UK-", [
      ["Fjord mug", "NLU-MUG", "14.00"],
      ["Harbour candle", "NLU-CANDLE", "12.00"],
      ["Oak board", "NLU-BOARD", "34.00"],
      ["Midsummer throw", "NLU-THROW", "79.00"],
      ["Letterpress card", "NLU-CARD", "3.50"],
    ]),
    suppliers: [
      {
        domain: "fernhill-supply.myshopify.com",
        rank: 1,
        pairs: [
          ["NLU-MUG", "FH-MU-30"],
          ["NLU-CANDLE", "FH-CA-T"],
          ["NLU-BOARD", "FH-OB-40"],
        ],
      },
      { domain: "linnea-textil.myshopify.com", rank: 2, pairs: [["NLU-THROW", "LT-TH-140"]] },
    ],
  },
  {
    merchant: "Kestrel Outdoor",
    ...shop("kestrel-outdoor", "Kestrel Outdoor", "USD", "America/New_York", "K", [
      ["Ridge pack 24", "KO-PACK", "98.00"],
      ["Ridge bottle", "KO-BOTTLE", "29.00"],
      ["Ridge socks, two pairs", "KO-SOCK-2", "28.00"],
      ["Dusk lantern", "KO-LANTERN", "44.00"],
      ["Trail map, Adirondacks", "KO-MAP", "15.00"],
    ]),
    suppliers: [
      {
        domain: "summit-gear-works.myshopify.com",
        rank: 1,
        pairs: [
          ["KO-PACK", "SGW-P24"],
          ["KO-BOTTLE", "SGW-B75"],
          ["KO-SOCK-2", "SGW-S1", 2],
          ["KO-LANTERN", "SGW-L2"],
        ],
      },
    ],
  },
  {
    merchant: "Sakura Stationery",
    autoPush: true,
    ...shop("sakura-stationery", "Sakura Stationery", "JPY", "Asia/Tokyo", "S", [
      ["桜ノート", "SS-NOTE", "1600"],
      ["藍インク", "SS-INK", "2800"],
      ["しおりセット", "SS-MARK", "950"],
      ["ギフト包装", "SS-WRAP", "300"],
    ]),
    suppliers: [
      {
        domain: "kyoto-kami.myshopify.com",
        rank: 1,
        pairs: [
          ["SS-NOTE", "KK-N-A5"],
          ["SS-INK", "KK-I-AI"],
          ["SS-MARK", "KK-S-5"],
        ],
      },
    ],
  },
  {
    merchant: "دار الياسمين",
    ...shop("dar-al-yasmin", "دار الياسمين", "KWD", "Asia/Kuwait", "Y-", [
      ["دلة قهوة نحاسية مطروقة باليد", "DY-DALLA", "24.500"],
      ["صينية تقديم منقوشة", "DY-TRAY", "38.750"],
      ["طقم استكانات شاي، ٦ قطع", "DY-TEA-6", "12.900"],
      ["صندوق خشبي مزخرف للمجوهرات", "DY-BOX", "19.250"],
      ["قسيمة هدية مطبوعة", "DY-CARD", "1.000"],
    ]),
    suppliers: [
      {
        domain: "bakirci-atolyesi.myshopify.com",
        rank: 1,
        pairs: [
          ["DY-DALLA", "BA-CZ-4"],
          ["DY-TRAY", "BA-TP-30"],
          ["DY-TEA-6", "BA-CB-6"],
        ],
      },
      { domain: "petrykivka-studio.myshopify.com", rank: 2, pairs: [["DY-BOX", "PS-SK-1"]] },
    ],
  },
];
