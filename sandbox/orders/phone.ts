/**
 * Whether Shopify takes a text as a phone number. Recorded: "not a phone" is refused. Assumed: so are words, extensions,
 * digits of other scripts, and numbers of fewer than 5 or more than 15 digits.
 */
export function isPhone(text: string): boolean {
  const digits = text.replace(/[\s().\-/]/g, "");
  return /^\+?\d{5,15}$/.test(digits);
}
