import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A phone number in the form that Shopify takes (E.164), and whether it loses its extension. */
export type SentPhone = { number: string; cut: boolean };

/**
 * The number that is sent for a phone number as the shopper wrote it; null when the text is no phone number.
 *
 * @param country the code of the address's country, for numbers without a country code
 */
export function sentPhone(text: string, country: string | null): SentPhone | null {
  const parsed = parsePhoneNumberFromString(
    text.trim(),
    country !== null && isSupportedCountry(country) ? country : undefined,
  );
  if (!parsed) return null;
  // The country of a national number is a guess, so the number must be one of that country.
  const usable = /^\s*(\+|00)/.test(text) ? parsed.isPossible() : parsed.isValid();
  return usable ? { number: parsed.number, cut: parsed.ext !== undefined } : null;
}
