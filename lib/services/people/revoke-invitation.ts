import { and, eq, isNull } from "drizzle-orm";
import { lockMembers } from "@/db/queries/people/lock-members";
import { invitation } from "@/db/schema/access";
import { withScope } from "@/db/scope";
import { type ManageRefusal, managesMembers } from "@/lib/domain/people/manage-members";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { managerOf } from "./manager-of";

export type RevokeInvitationResult =
  | { kind: "revoked" }
  /** It does not exist here, or was accepted or revoked meanwhile. */
  | { kind: "not_found" }
  | { kind: "refused"; why: ManageRefusal };

/** Revokes an open invitation, so that its link no longer works. */
export async function revokeInvitation(
  ctx: Ctx,
  input: { invitationId: string },
): Promise<RevokeInvitationResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx): Promise<RevokeInvitationResult> => {
    const manager = managerOf(ctx.actor, await lockMembers(tx, ctx.scope));
    if (!manager || !managesMembers(manager)) return { kind: "refused", why: "not_allowed" };
    const revoked = await tx
      .update(invitation)
      .set({ revokedAt: at })
      .where(
        and(
          eq(invitation.organizationId, ctx.scope.organizationId),
          eq(invitation.id, input.invitationId),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      )
      .returning({ id: invitation.id });
    if (revoked.length === 0) return { kind: "not_found" };
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "invitation.revoked", noun: "invitation", nounId: input.invitationId },
    });
    return { kind: "revoked" };
  });
}
