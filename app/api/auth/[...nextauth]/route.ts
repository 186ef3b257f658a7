import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Far more than a sign-in form ever is; next-auth itself reads bodies of any size. */
const LARGEST_BODY = 16_384;

// The options read the environment, which a build does not have.
const handler = (request: Request, context: Context): Promise<Response> =>
  NextAuth(authOptions())(request, context);

export { handler as GET };

export async function POST(request: Request, context: Context): Promise<Response> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= LARGEST_BODY)) return new Response("The request is too large.", { status: 413 });
  return handler(request, context);
}
