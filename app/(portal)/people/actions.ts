"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type Role, roles } from "@/lib/domain/people/role";
import { codesOf } from "@/lib/domain/values/code-table";
import { getEnv } from "@/lib/env";
import { invitationMail, resetMail } from "@/lib/mail/mail-texts";
import { sendMail } from "@/lib/mail/send-mail";
import { changeMember } from "@/lib/services/people/change-member";
import { createResetLink } from "@/lib/services/people/create-reset-link";
import { inviteMember } from "@/lib/services/people/invite-member";
import { revokeInvitation } from "@/lib/services/people/revoke-invitation";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

const roleSchema = z.enum(codesOf(roles) as [Role, ...Role[]]);
const merchantsSchema = z.array(idSchema).min(1).max(1_000).nullable();

/** Whether a link was mailed; the page shows the link in each case. */
type Mailed = "mailed" | "not_mailed" | "no_mail_server";

/** Invites somebody; the answer contains the link, which cannot be shown again. */
export const invite = defineAction(
  {
    permission: "people.write",
    schema: z.object({ email: z.email().max(254), role: roleSchema, merchantIds: merchantsSchema }),
  },
  async (ctx, input) => {
    const result = await inviteMember(ctx, input);
    if (result.kind !== "invited") return result;
    const url = `${getEnv().origin}/invite/${result.token}`;
    const mailed = await mail(ctx.log, input.email, invitationMail({ url, inviter: ctx.actor.label }));
    refresh();
    return { kind: "invited" as const, url, expiresAt: result.expiresAt.toISOString(), mailed };
  },
);

/** Revokes an open invitation. */
export const revoke = defineAction(
  { permission: "people.write", schema: z.object({ invitationId: idSchema }) },
  async (ctx, input) => {
    const result = await revokeInvitation(ctx, input);
    refresh();
    return result;
  },
);

/** Changes a member's role and merchants, or ends and restores their access. */
export const change = defineAction(
  {
    permission: "people.write",
    schema: z.object({
      userId: idSchema,
      change: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("place"), role: roleSchema, merchantIds: merchantsSchema }),
        z.object({ kind: z.literal("access"), active: z.boolean() }),
      ]),
    }),
  },
  async (ctx, input) => {
    const result = await changeMember(ctx, input);
    refresh();
    return result;
  },
);

/** Creates a link with which a member sets a new password; the answer contains it, and it cannot be shown again. */
export const createReset = defineAction(
  { permission: "people.write", schema: z.object({ userId: idSchema }) },
  async (ctx, input) => {
    const result = await createResetLink(ctx, input);
    if (result.kind !== "created") return result;
    const url = `${getEnv().origin}/reset/${result.token}`;
    const mailed = await mail(ctx.log, result.email, resetMail({ url }));
    return { kind: "created" as const, url, expiresAt: result.expiresAt.toISOString(), mailed };
  },
);

async function mail(
  log: Parameters<typeof sendMail>[0],
  to: string,
  text: { subject: string; text: string },
): Promise<Mailed> {
  const settings = getEnv().mail;
  if (!settings) return "no_mail_server";
  return (await sendMail(log, settings, { to, ...text })) ? "mailed" : "not_mailed";
}
