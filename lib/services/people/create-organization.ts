import { insertOrganization } from "@/db/system/auth/insert-organization";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

/** Creates an organization (an agency). Idempotent when the caller passes an id. */
export async function createOrganization(
  ctx: SystemCtx,
  input: { id?: string; name: string },
): Promise<{ organizationId: string }> {
  const id = input.id ?? newId("org");
  await insertOrganization(ctx.db, { id, name: input.name, createdAt: await ctx.clock.now() });
  return { organizationId: id };
}
