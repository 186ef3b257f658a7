"use server";

import { z } from "zod";
import { newPasswordSchema } from "@/lib/auth/password-schema";
import { resetPassword } from "@/lib/auth/reset-password";
import { LINK_TOKEN } from "@/lib/services/people/link-token";
import { definePublicAction } from "@/lib/web/define-public-action";

/** Sets a new password by a link, once. */
export const reset = definePublicAction(
  z.object({ token: z.string().regex(LINK_TOKEN), password: newPasswordSchema }),
  async (ctx, input) => ({ done: (await resetPassword(ctx, input)) !== null }),
);
