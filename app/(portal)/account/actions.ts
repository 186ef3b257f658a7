"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { clientAddress } from "@/lib/auth/attempt-limit";
import { changePassword } from "@/lib/auth/change-password";
import { newPasswordSchema } from "@/lib/auth/password-schema";
import { readSession } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";
import { endOwnSession } from "@/lib/services/people/end-own-session";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** Changes the password of the signed-in user and ends their other sessions. */
export const savePassword = defineAction(
  {
    permission: "account.write",
    schema: z.object({ current: z.string().max(500), next: newPasswordSchema }),
  },
  async (ctx, input) => {
    const signed = await readSession();
    if (signed.kind !== "signed") throw new Error("The session ended during the request.");
    const result = await changePassword(ctx, getEnv().authSecret, {
      ...{ userId: signed.user.id, sessionId: signed.sessionId, ...input },
      address: clientAddress((await headers()).get("x-forwarded-for")),
    });
    refresh();
    return result.kind === "limited" ? { kind: result.kind, until: result.until.toISOString() } : result;
  },
);

/** Ends another session of the signed-in user. */
export const endSession = defineAction(
  { permission: "account.write", schema: z.object({ sessionId: idSchema }) },
  async (ctx, input) => {
    const result = await endOwnSession(ctx, input);
    refresh();
    return result;
  },
);
