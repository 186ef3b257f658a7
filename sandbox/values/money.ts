/** Money in minor units: in the shop's currency, and in the currency that the shopper saw. */
export interface Bag {
  shop: number;
  presentment: number;
}

const EXPONENTS: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Number of decimal digits of a currency (ISO 4217). */
function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** Converts a decimal, given as text or number, to minor units. Halves are rounded away from zero. */
export function toMinor(amount: unknown, currency: string): number {
  const value = Number(amount);
  const scaled = Math.abs(value) * 10 ** exponentOf(currency);
  return Math.sign(value) * Math.round(scaled + 1e-9) || 0;
}

/** Text of the legacy scalar `Money`: all decimal digits of the currency ("31.90", "1200"). */
export function moneyText(minor: number, currency: string): string {
  return (minor / 10 ** exponentOf(currency)).toFixed(exponentOf(currency));
}

/** Text of a `Decimal` in MoneyV2: no trailing zeros, but at least one decimal digit ("12.0", "42.5", "1200.0"). */
export function decimalText(minor: number, currency: string): string {
  const text = moneyText(minor, currency);
  if (!text.includes(".")) return `${text}.0`;
  return text.replace(/0+$/, "").replace(/\.$/, ".0");
}

export const ZERO: Bag = { shop: 0, presentment: 0 };

export function sum(bags: Bag[]): Bag {
  return bags.reduce(
    (total, bag) => ({ shop: total.shop + bag.shop, presentment: total.presentment + bag.presentment }),
    ZERO,
  );
}

export function minus(left: Bag, right: Bag): Bag {
  return { shop: left.shop - right.shop, presentment: left.presentment - right.presentment };
}

/** The fraction `part / whole` of an amount. Each currency is rounded to its minor unit. */
export function share(bag: Bag, part: number, whole: number): Bag {
  if (whole === 0) return ZERO;
  return {
    shop: Math.round((bag.shop * part) / whole),
    presentment: Math.round((bag.presentment * part) / whole),
  };
}

export function times(bag: Bag, factor: number): Bag {
  return { shop: bag.shop * factor, presentment: bag.presentment * factor };
}

/** Splits an amount by weights. The last part with a weight takes the rounding difference. */
export function spread(amount: Bag, weights: number[]): Bag[] {
  const whole = weights.reduce((total, weight) => total + weight, 0);
  const parts = weights.map((weight) => share(amount, weight, whole));
  const last = weights.findLastIndex((weight) => weight > 0);
  const lastPart = parts[last];
  if (lastPart) {
    const rest = minus(amount, sum(parts));
    parts[last] = sum([lastPart, rest]);
  }
  return parts;
}
