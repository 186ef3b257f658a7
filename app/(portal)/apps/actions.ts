"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { allowsTokens, appDistributions } from "@/lib/domain/installations/apps/app-distribution";
import { tokenKinds } from "@/lib/domain/installations/tokens/token-lifetime";
import { codesOf } from "@/lib/domain/values/code-table";
import { changeAppDistribution } from "@/lib/services/installations/apps/change-app-distribution";
import { changeAppTokens } from "@/lib/services/installations/apps/change-app-tokens";
import { registerApp } from "@/lib/services/installations/apps/register-app";
import { rotateAppSecret } from "@/lib/services/installations/apps/rotate-app-secret";
import { exchangeTokens } from "@/lib/services/installations/tokens/exchange-tokens";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** A secret or client id as Shopify shows it: visible ASCII, without spaces inside. */
const credential = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{8,200}$/);

const tokensSchema = z.enum(codesOf(tokenKinds));
const distributionSchema = z.enum(codesOf(appDistributions));

/** Registers a Shopify app of the organization. */
export const register = defineAction(
  {
    permission: "apps.write",
    schema: z
      .object({
        name: z
          .string()
          .trim()
          .min(1)
          .max(60)
          .refine((text) => !text.includes("\u0000")),
        clientId: credential,
        clientSecret: credential,
        tokens: tokensSchema,
        distribution: distributionSchema,
      })
      .refine(({ distribution, tokens }) => allowsTokens(distribution, tokens)),
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

/** Changes how an app of the organization is distributed. */
export const changeDistribution = defineAction(
  {
    permission: "apps.write",
    schema: z.object({ handle: idSchema, distribution: distributionSchema }),
  },
  async (ctx, input) => {
    if (ctx.scope.merchantIds !== null) return { kind: "limited" as const };
    const result = await changeAppDistribution(ctx, input);
    refresh();
    return result;
  },
);

/** Exchanges the permanent tokens of an app of the organization for expiring ones, which cannot be undone. */
export const exchange = defineAction(
  { permission: "apps.write", schema: z.object({ handle: idSchema }) },
  async (ctx, input) => {
    if (ctx.scope.merchantIds !== null) return { kind: "limited" as const };
    const result = await exchangeTokens(ctx, input);
    refresh();
    return result;
  },
);
