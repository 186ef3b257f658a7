"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { moveToOrganization } from "@/lib/auth/move-to-organization";
import { revokeSession } from "@/lib/auth/revoke-session";
import { defineAction } from "@/lib/web/define-action";
import { idSchema } from "@/lib/web/id-schema";

/** Ends the session, also for other copies of its cookie. */
export async function signOut(): Promise<void> {
  await revokeSession(await cookies());
  redirect("/sign-in?why=signed-out");
}

/** Moves this session to another organization of the user; false when the user is not a member of it. */
export const switchOrganization = defineAction(
  { permission: "orders.read", schema: z.object({ organizationId: idSchema }) },
  (_ctx, { organizationId }) => moveToOrganization(organizationId),
);
