/** The ISO 4217 currencies whose minor unit is not a hundredth, with their number of decimal digits. */
const exponents: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF"]
      .concat("XPF")
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3])),
};

/** The number of decimal digits of a currency: 0, 2 or 3; 2 for an unknown code. */
export function currencyExponent(currency: string): number {
  return exponents[currency.toUpperCase()] ?? 2;
}

/**
 * Parses a decimal text such as "12.5", "-0.005" or "1200.0" into integer minor units, without floating point.
 * Further digits are rounded half away from zero.
 *
 * @returns null when the text is not a decimal number, or the result is not a safe integer
 */
export function parseMoney(text: string, currency: string): number | null {
  const parts = /^\s*([+-]?)(\d+)(?:\.(\d*))?\s*$/.exec(text);
  if (!parts) return null;
  const [, sign = "", whole = "", fraction = ""] = parts;
  const exponent = currencyExponent(currency);
  let minor = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
  if ((fraction[exponent] ?? "0") >= "5") minor += 1n;
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  if (minor === 0n) return 0;
  return Number(sign === "-" ? -minor : minor);
}

/** Formats integer minor units as the decimal text that Shopify takes: 1250 EUR → "12.50", 1200 JPY → "1200". */
export function formatMinorUnits(minor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const sign = minor < 0 ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
