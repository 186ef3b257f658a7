import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { revokeSession } from "@/db/system/auth/revoke-session";
import { describeError } from "@/lib/describe-error";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { clientAddress } from "./attempt-limit";
import { cookieName } from "./cookie-name";
import { signIn } from "./sign-in";

/** The cookie outlives the row, so that an expired session is told from a missing one. */
const COOKIE_SECONDS = 30 * 24 * 60 * 60;

const withoutNul = (text: string) => !text.includes("\u0000");

/** What can be an e-mail and a password at all; anything else is simply wrong. */
const signInSchema = z.object({
  email: z.string().max(254).refine(withoutNul),
  password: z.string().max(500).refine(withoutNul),
});

/** next-auth's options: its JWT holds a session id and nothing else. */
export function authOptions(): NextAuthOptions {
  const env = getEnv();
  const secure = env.origin.startsWith("https:");
  return {
    secret: env.authSecret,
    session: { strategy: "jwt", maxAge: COOKIE_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: cookieName(env.origin),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const forwarded: unknown = request.headers?.["x-forwarded-for"];
          const input = signInSchema.safeParse(credentials);
          if (!input.success) throw new Error("wrong");
          const address = clientAddress(typeof forwarded === "string" ? forwarded : null);
          const runtime = getRuntime();
          const result = await signIn(runtime, env.authSecret, { ...input.data, address }).catch((error) => {
            // next-auth would put the error's own words into the address.
            runtime.log.error("sign-in failed", describeError(error));
            throw new Error("unavailable");
          });
          if (result.kind === "signed_in") return { id: result.sessionId };
          // next-auth hands the message of an error to the page as its code.
          if (result.kind === "limited") throw new Error(`limited ${result.until.getTime()}`);
          throw new Error(result.kind);
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        return user ? { sid: user.id } : { sid: token.sid };
      },
      session({ session }) {
        // Nothing about the person is served by next-auth's own endpoint.
        return { expires: session.expires };
      },
    },
    events: {
      async signOut({ token }) {
        const runtime = getRuntime();
        const sid: unknown = token?.sid;
        if (typeof sid === "string") await revokeSession(runtime.db, sid, await runtime.clock.now());
      },
    },
  };
}
