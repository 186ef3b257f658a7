import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { revokeSession } from "@/db/system/auth/revoke-session";
import { describeError } from "@/lib/describe-error";
import { getEnv } from "@/lib/env";
import { getRuntime } from "@/lib/runtime/runtime";
import { clientAddress } from "./attempt-limit";
import { cookieName } from "./cookie-name";
import { deviceLabel } from "./device-label";
import { type SignInRefusal, signIn } from "./sign-in";

/** The cookie outlives the row, so that an expired session can be told apart from a missing one. */
const COOKIE_SECONDS = 30 * 24 * 60 * 60;

const withoutNul = (text: string) => !text.includes("\u0000");

/** Input outside of these limits is answered like a wrong password. */
const signInSchema = z.object({
  email: z.string().max(254).refine(withoutNul),
  password: z.string().max(500).refine(withoutNul),
});

/** An error whose message next-auth passes to the sign-in form as the code. */
function refused(code: SignInRefusal, until?: Date): Error {
  return new Error(until ? `${code} ${until.getTime()}` : code);
}

/** The options of next-auth. Its JWT holds a session id and nothing else. */
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
          if (!input.success) throw refused("wrong");
          const agent: unknown = request.headers?.["user-agent"];
          const device = deviceLabel(typeof agent === "string" ? agent : null);
          const address = clientAddress(typeof forwarded === "string" ? forwarded : null);
          const runtime = getRuntime();
          const result = await signIn(runtime, env.authSecret, { ...input.data, address, device }).catch(
            (error) => {
              // next-auth would put the message of the error into the URL.
              runtime.log.error("sign-in failed", describeError(error));
              throw refused("unavailable");
            },
          );
          if (result.kind === "signed_in") return { id: result.sessionId };
          throw result.kind === "limited" ? refused("limited", result.until) : refused(result.kind);
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        return user ? { sid: user.id } : { sid: token.sid };
      },
      session({ session }) {
        // The endpoint of next-auth must not serve anything about the user.
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
