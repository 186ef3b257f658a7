import Bowser from "bowser";

/** The most characters of a User-Agent header that are looked at; real ones have fewer than 300. */
const LOOKED_AT = 500;

/**
 * Browser and system of a User-Agent header, such as "Chrome on Windows"; null when neither is recognised. The header
 * itself is not stored.
 */
export function deviceLabel(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent.slice(0, LOOKED_AT));
  if (browser.name && os.name) return `${browser.name} on ${os.name}`;
  return browser.name || os.name || null;
}
