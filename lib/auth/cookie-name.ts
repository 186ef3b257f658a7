/** The name of the session cookie. With the prefix, browsers accept the cookie only with `Secure`. */
export function cookieName(origin: string): string {
  return origin.startsWith("https:") ? "__Host-crossdock.session" : "crossdock.session";
}
