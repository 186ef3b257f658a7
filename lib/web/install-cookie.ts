import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { getEnv } from "@/lib/env";

/** As long as an unclaimed installation waits. */
const MAX_AGE_S = 24 * 60 * 60;

/** The name of the cookie that binds installs from Shopify's side to a browser. The prefix forbids other hosts to set it. */
function installCookieName(origin: string): string {
  return origin.startsWith("https:") ? "__Host-crossdock.install" : "crossdock.install";
}

/** The browser's secret; null without one. */
export async function readInstallSecret(): Promise<string | null> {
  const value = (await cookies()).get(installCookieName(getEnv().origin))?.value;
  return value && /^[\w-]{43}$/.test(value) ? value : null;
}

/** A new secret for a browser that has none. */
export function newInstallSecret(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * The header that stores a browser's secret for a day. Shopify's answer is a navigation from another site, for which
 * `SameSite=Lax` is the strictest value that sends the cookie.
 */
export function installCookie(secret: string): string {
  const { origin } = getEnv();
  const secure = origin.startsWith("https:") ? "; Secure" : "";
  return `${installCookieName(origin)}=${secret}; Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${secure}`;
}
