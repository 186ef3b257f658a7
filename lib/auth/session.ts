import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { loadSession } from "@/db/system/auth/load-session";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { cookieName } from "./cookie-name";
import { judgeSession, type Signed, type Unsigned } from "./judge-session";

/** The session id in a next-auth JWT; null when the JWT is missing, forged or malformed. */
export async function sessionIdOf(token: string | undefined, secret: string): Promise<string | null> {
  if (!token) return null;
  try {
    const sid: unknown = (await decode({ token, secret }))?.sid;
    return typeof sid === "string" ? sid : null;
  } catch {
    return null;
  }
}

/** Reads and judges the session row; the cookie alone proves nothing. */
export async function checkSession(sessionId: string): Promise<Signed | Unsigned> {
  const { db, log } = getRuntime();
  const row = await loadSession(db, sessionId);
  if (!row) return { kind: "none" };
  const judged = judgeSession(row, row.readAt);
  if (judged.kind === "unknown_role") {
    const { organizationId, role } = judged;
    log.error("a membership has a role that this version does not know", { organizationId, role });
  }
  return judged;
}

/** The user who sent this request. Read once per request and never kept longer. */
export const readSession = cache(async (): Promise<Signed | Unsigned> => {
  const env = getEnv();
  const token = (await cookies()).get(cookieName(env.origin))?.value;
  const sessionId = await sessionIdOf(token, env.authSecret);
  return sessionId ? checkSession(sessionId) : { kind: "none" };
});
