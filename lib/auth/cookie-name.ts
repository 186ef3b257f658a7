/** The session cookie's name; the prefix makes browsers refuse it without `Secure`. */
export function cookieName(origin: string): string {
  return origin.startsWith("https:") ? "__Host-crossdock.session" : "crossdock.session";
}
