import { and, eq, isNull } from "drizzle-orm";
import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { lockMembers } from "@/db/queries/people/lock-members";
import { invitation } from "@/db/schema/access";
import { withScope } from "@/db/scope";
import { findUser } from "@/db/system/auth/find-user";
import { type ManageRefusal, refuseInvitation } from "@/lib/domain/people/manage-members";
import type { Role } from "@/lib/domain/people/role";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { INVITATION_MS, newLinkToken } from "./link-token";
import { managerOf } from "./manager-of";

export type InviteResult =
  /** The token is only known now; the database stores its digest. */
  | { kind: "invited"; invitationId: string; token: string; expiresAt: Date }
  | { kind: "already_member"; active: boolean }
  | { kind: "unknown_merchant" }
  | { kind: "refused"; why: ManageRefusal };

/**
 * Invites somebody into the organization by a link that is valid for 7 days. A new invitation of the same e-mail
 * address replaces the open one, whose link no longer works.
 *
 * @param input.merchantIds the merchants that the member will see; null means all
 */
export async function inviteMember(
  ctx: Ctx,
  input: { email: string; role: Role; merchantIds: string[] | null },
): Promise<InviteResult> {
  const at = await ctx.clock.now();
  const email = input.email.trim().toLowerCase();
  const { organizationId } = ctx.scope;
  const known = await findUser(ctx.db, email);
  return withScope(ctx.db, ctx.scope, async (tx): Promise<InviteResult> => {
    const members = await lockMembers(tx, ctx.scope);
    const manager = managerOf(ctx.actor, members);
    const why = manager ? refuseInvitation(manager, input.role) : "not_allowed";
    if (!manager || why) return { kind: "refused", why: why ?? "not_allowed" };
    const member = known && members.find(({ userId }) => userId === known.id);
    if (member) return { kind: "already_member", active: member.disabledAt === null };
    if (!(await knowsMerchants(tx, ctx.scope, input.merchantIds))) return { kind: "unknown_merchant" };
    await tx
      .update(invitation)
      .set({ revokedAt: at })
      .where(
        and(
          eq(invitation.organizationId, organizationId),
          eq(invitation.email, email),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
        ),
      );
    const invitationId = newId("inv");
    const { token, digest } = newLinkToken();
    const expiresAt = new Date(at.getTime() + INVITATION_MS);
    await tx.insert(invitation).values({
      ...{ organizationId, id: invitationId, email, role: input.role, merchantIds: input.merchantIds },
      ...{ tokenDigest: digest, invitedBy: manager.userId, createdAt: at, expiresAt },
    });
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "member.invited", noun: "invitation", nounId: invitationId },
      data: { role: input.role, merchantIds: input.merchantIds },
    });
    return { kind: "invited", invitationId, token, expiresAt };
  });
}
