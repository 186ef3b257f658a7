import { z } from "zod";

/** A signed-in user of the portal, who acts as a browser does. */
export type PortalSession = {
  /** Opens an address. Redirects are not followed. */
  open(url: string): Promise<Response>;
  signOut(): Promise<void>;
};

const csrf = z.object({ csrfToken: z.string() });

/**
 * Signs in to the portal over HTTP.
 *
 * @throws Error if the portal refuses e-mail and password
 */
export async function signInToPortal(
  origin: string,
  person: { email: string; password: string },
): Promise<PortalSession> {
  const jar = new Map<string, string>();
  const send = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    return response;
  };
  const { csrfToken } = csrf.parse(await (await send(`${origin}/api/auth/csrf`)).json());
  const before = jar.size;
  const { email, password } = person;
  await send(`${origin}/api/auth/callback/credentials`, { csrfToken, email, password, json: "true" });
  if (jar.size === before) throw new Error(`The portal did not accept the password of ${email}.`);
  return {
    open: (url) => send(url),
    signOut: async () => {
      await send(`${origin}/api/auth/signout`, { csrfToken, json: "true" });
    },
  };
}
