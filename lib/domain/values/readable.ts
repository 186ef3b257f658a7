/**
 * A code in readable words: PARTIALLY_PAID → "Partially paid". For Shopify's enums, which stay open, and for stored
 * codes that this version does not know.
 */
export function readable(code: string): string {
  const text = code.replaceAll("_", " ").trim().toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
