import type { cookies } from "next/headers";
import { revokeSession as revokeRow } from "@/db/system/auth/revoke-session";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { cookieName } from "./cookie-name";
import { sessionIdOf } from "./session";

/** Revokes the session of the cookie and deletes the cookie. */
export async function revokeSession(jar: Awaited<ReturnType<typeof cookies>>): Promise<void> {
  const env = getEnv();
  const name = cookieName(env.origin);
  const sessionId = await sessionIdOf(jar.get(name)?.value, env.authSecret);
  const runtime = getRuntime();
  if (sessionId) await revokeRow(runtime.db, sessionId, await runtime.clock.now());
  // A cookie with the __Host- prefix can only be replaced with the same attributes.
  jar.set(name, "", {
    path: "/",
    maxAge: 0,
    httpOnly: true,
    sameSite: "lax",
    secure: name.startsWith("__Host-"),
  });
}
