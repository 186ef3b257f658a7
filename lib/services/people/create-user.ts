import { insertUser } from "@/db/system/auth/insert-user";
import type { Role } from "@/lib/domain/people/role";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/**
 * Makes a person and the person's place in an organization; a person that is known by the e-mail keeps name
 * and password. Repeating it changes nothing.
 *
 * @param input.merchantIds the merchants that the person may see; null means all
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
