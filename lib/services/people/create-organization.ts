import { insertOrganization } from "@/db/system/auth/insert-organization";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/** Makes an organization: an agency. With an id of the caller's, repeating it changes nothing. */
export async function createOrganization(
  ctx: SystemCtx,
  input: { id?: string; name: string },
): Promise<{ organizationId: string }> {
  const id = input.id ?? newId("org");
  await insertOrganization(ctx.db, { id, name: input.name, createdAt: await ctx.clock.now() });
  return { organizationId: id };
}
