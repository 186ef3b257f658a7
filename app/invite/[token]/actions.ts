"use server";

import { z } from "zod";
import { acceptInvitation } from "@/lib/auth/accept-invitation";
import { newPasswordSchema } from "@/lib/auth/password-schema";
import { readSession } from "@/lib/auth/session";
import { LINK_TOKEN } from "@/lib/services/people/link-token";
import { definePublicAction } from "@/lib/web/define-public-action";

/** A name of one line: mails of invitations begin with it, so that line breaks could add sentences of another sender. */
const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text));

/** Accepts an invitation: as a new user, or as a known one, who proves it by their session or password. */
export const accept = definePublicAction(
  z.discriminatedUnion("account", [
    z.object({
      account: z.literal("new"),
      token: z.string().regex(LINK_TOKEN),
      name: nameSchema,
      password: newPasswordSchema,
    }),
    z.object({
      account: z.literal("known"),
      token: z.string().regex(LINK_TOKEN),
      password: z.string().max(500),
    }),
  ]),
  async (ctx, input, { address, secret }) => {
    const signed = await readSession();
    const result = await acceptInvitation(ctx, secret, {
      ...{ token: input.token, password: input.password, address },
      name: input.account === "new" ? input.name : null,
      signedInAs: signed.kind === "signed" ? signed.user.id : null,
    });
    return result.kind === "limited" ? { kind: result.kind, until: result.until.toISOString() } : result;
  },
);
