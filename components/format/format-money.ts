import { currencyExponent, formatMinorUnits } from "@/lib/domain/values/money";

const formats = new Map<string, Intl.NumberFormat | null>();

function formatOf(currency: string): Intl.NumberFormat | null {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  let format: Intl.NumberFormat | null = null;
  try {
    const digits = currencyExponent(currency);
    format = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  } catch {
    // Not a currency code: it is shown as text after the number.
  }
  formats.set(currency, format);
  return format;
}

/** An exact amount of minor units with its currency: 1250 EUR → "€12.50", 1200 JPY → "¥1,200". */
export function formatMoney(minor: number, currency: string): string {
  const decimal = formatMinorUnits(minor, currency) as Intl.StringNumericLiteral;
  return formatOf(currency)?.format(decimal) ?? `${decimal} ${currency}`;
}
