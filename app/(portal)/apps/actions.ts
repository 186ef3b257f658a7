"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { tokenKinds } from "@/lib/domain/installations/tokens/token-lifetime";
import { codesOf } from "@/lib/domain/values/code-table";
import { changeAppTokens } from "@/lib/services/installations/change-app-tokens";
import { registerApp } from "@/lib/services/installations/register-app";
import { rotateAppSecret } from "@/lib/services/installations/rotate-app-secret";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** A secret or client id as Shopify shows it: visible ASCII, without spaces inside. */
const credential = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{8,200}$/);

const tokensSchema = z.enum(codesOf(tokenKinds));

/** Registers a Shopify app of the organization. */
export const register = defineAction(
  {
    permission: "apps.write",
    schema: z.object({
      name: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .refine((text) => !text.includes("\u0000")),
      clientId: credential,
      clientSecret: credential,
      tokens: tokensSchema,
    }),
  },
  async (ctx, input) => {
    if (ctx.scope.merchantIds !== null) return { kind: "limited" as const };
    const result = await registerApp(ctx, input);
    refresh();
    return result;
  },
);

/** Replaces the secret of an app of the organization. */
export const rotate = defineAction(
  { permission: "apps.write", schema: z.object({ handle: idSchema, clientSecret: credential }) },
  async (ctx, input) => {
    if (ctx.scope.merchantIds !== null) return { kind: "limited" as const };
    const result = await rotateAppSecret(ctx, input);
    refresh();
    return result;
  },
);

/** Changes which tokens an app of the organization asks for. */
export const changeTokens = defineAction(
  { permission: "apps.write", schema: z.object({ handle: idSchema, tokens: tokensSchema }) },
  async (ctx, input) => {
    if (ctx.scope.merchantIds !== null) return { kind: "limited" as const };
    const result = await changeAppTokens(ctx, input);
    refresh();
    return result;
  },
);
