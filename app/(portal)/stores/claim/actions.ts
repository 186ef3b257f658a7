"use server";

import { z } from "zod";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { getEnv } from "@/lib/env";
import { authorizeInstall } from "@/lib/services/stores/authorize-install";
import { claimInstall } from "@/lib/services/stores/claim-install";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";
import { readInstallSecret } from "@/lib/web/install-cookie";
import { merchantSchema, rolesSchema } from "../store-use-schema";

const claimSchema = z.object({ installId: idSchema, roles: rolesSchema, merchant: merchantSchema });

/** Makes the shop of an installation that waits in this browser a store of the organization. */
export const claim = defineAction(
  { permission: "stores.connect", schema: claimSchema },
  async (ctx, input) => {
    const browserSecret = await readInstallSecret();
    const result = await claimInstall(ctx, { ...input, browserSecret, origin: getEnv().origin });
    if (result.kind !== "failed") return result;
    const { message, remedy } = remoteErrors[result.code];
    return { kind: "failed" as const, message: `${message} ${remedy}` };
  },
);

/** Begins to authorize the app of an installation that waits in this browser again, for the chosen roles. */
export const authorize = defineAction(
  { permission: "stores.connect", schema: claimSchema },
  async (ctx, input) => {
    const browserSecret = await readInstallSecret();
    const { origin, shopifyBaseUrl } = getEnv();
    return authorizeInstall(ctx, { ...input, browserSecret, origin, shopifyBaseUrl });
  },
);
