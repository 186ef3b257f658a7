import { insertUser } from "@/db/system/auth/insert-user";
import type { Role } from "@/lib/domain/people/role";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/**
 * Creates a user and their membership of an organization. A user with this email keeps name and password. Idempotent.
 *
 * @param input.merchantIds the merchants that the user may see; null means all
 */
export async function createUser(
  ctx: SystemCtx,
  input: {
    organizationId: string;
    email: string;
    name: string;
    passwordHash: string;
    role: Role;
    merchantIds: string[] | null;
  },
): Promise<{ userId: string }> {
  const userId = await insertUser(ctx.db, {
    ...input,
    id: newId("usr"),
    membershipId: newId("mem"),
    email: input.email.trim().toLowerCase(),
    createdAt: await ctx.clock.now(),
  });
  return { userId };
}
