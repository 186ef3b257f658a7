import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The most bytes of a sign-in request, far more than the form sends. next-auth itself has no limit. */
const LARGEST_BODY = 16_384;

// Built per request, because the options read the environment, which does not exist during a build.
const handler = (request: Request, context: Context): Promise<Response> =>
  NextAuth(authOptions())(request, context);

export { handler as GET };

export async function POST(request: Request, context: Context): Promise<Response> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= LARGEST_BODY)) return new Response("The request is too large.", { status: 413 });
  return handler(request, context);
}
