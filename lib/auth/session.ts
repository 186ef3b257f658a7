import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { loadSession } from "@/db/system/auth/load-session";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { cookieName } from "./cookie-name";
import { judgeSession, type Signed, type Unsigned } from "./judge-session";

/** The session id that a next-auth JWT holds; null when it is missing, forged or malformed. */
export async function sessionIdOf(token: string | undefined, secret: string): Promise<string | null> {
  if (!token) return null;
  try {
    const sid: unknown = (await decode({ token, secret }))?.sid;
    return typeof sid === "string" ? sid : null;
  } catch {
    return null;
  }
}

/** Reads the session row again: the cookie alone proves nothing. */
export async function checkSession(sessionId: string): Promise<Signed | Unsigned> {
  const row = await loadSession(getRuntime().db, sessionId);
  return row ? judgeSession(row, row.readAt) : { kind: "none" };
}

/** Who sends this request. Read once a request, never kept longer. */
export const readSession = cache(async (): Promise<Signed | Unsigned> => {
  const env = getEnv();
  const token = (await cookies()).get(cookieName(env.origin))?.value;
  const sessionId = await sessionIdOf(token, env.authSecret);
  return sessionId ? checkSession(sessionId) : { kind: "none" };
});
