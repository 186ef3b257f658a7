import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { type LockedMember, lockMembers } from "@/db/queries/people/lock-members";
import { invitation, membership } from "@/db/schema/access";
import { type Scope, withScope } from "@/db/scope";
import type { AuditVerb } from "@/lib/domain/audit/audit-verb";
import { type ManageRefusal, refuseChange } from "@/lib/domain/people/manage-members";
import { isRole, type Role } from "@/lib/domain/people/role";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { managerOf } from "./manager-of";

/** A change of a member: role with merchants, or access. Null merchants mean all. */
export type MemberChange =
  | { kind: "place"; role: Role; merchantIds: string[] | null }
  | { kind: "access"; active: boolean };

export type ChangeMemberResult =
  | { kind: "changed" }
  | { kind: "not_found" }
  | { kind: "unknown_merchant" }
  | { kind: "refused"; why: ManageRefusal };

/**
 * Changes a member's role and merchants, or ends and restores their access to this organization. It takes effect with
 * the member's next request; open live streams check their session when this commits. Other organizations of the same
 * user are not affected. The open invitations that the member sent are revoked, except when access is restored, and
 * links to reset a password that the member created or that are theirs end.
 */
export async function changeMember(
  ctx: Ctx,
  input: { userId: string; change: MemberChange },
): Promise<ChangeMemberResult> {
  const at = await ctx.clock.now();
  const { change } = input;
  return withScope(ctx.db, ctx.scope, async (tx): Promise<ChangeMemberResult> => {
    const members = await lockMembers(tx, ctx.scope);
    const member = members.find(({ userId }) => userId === input.userId);
    const why = refusalOf(ctx, members, member, change);
    if (why) return { kind: "refused", why };
    if (!member) return { kind: "not_found" };
    if (change.kind === "place" && !(await knowsMerchants(tx, ctx.scope, change.merchantIds))) {
      return { kind: "unknown_merchant" };
    }
    await tx
      .update(membership)
      .set(
        change.kind === "place"
          ? { role: change.role, merchantIds: change.merchantIds }
          : { disabledAt: change.active ? null : (member.disabledAt ?? at) },
      )
      .where(
        and(eq(membership.organizationId, ctx.scope.organizationId), eq(membership.userId, member.userId)),
      );
    if (change.kind === "place" || !change.active)
      await revokeInvitationsOf(tx, ctx.scope, member.userId, at);
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, noun: "member", nounId: member.userId },
      verb: verbOf(change),
      data: change.kind === "place" ? { role: change.role, merchantIds: change.merchantIds } : {},
    });
    await tx.execute(sql`select pg_notify('crossdock_access', ${member.userId})`);
    return { kind: "changed" };
  });
}

function verbOf(change: MemberChange): AuditVerb {
  if (change.kind === "place") return "member.changed";
  return change.active ? "member.enabled" : "member.disabled";
}

function refusalOf(
  ctx: Ctx,
  members: readonly LockedMember[],
  member: LockedMember | undefined,
  change: MemberChange,
): ManageRefusal | null {
  const manager = managerOf(ctx.actor, members);
  if (!manager) return "not_allowed";
  const target = member ?? { userId: "", role: "", disabledAt: null };
  // Restored access gives the role that the member had.
  const kept = isRole(target.role) ? target.role : null;
  const role = change.kind === "place" ? change.role : change.active ? kept : null;
  const owners = members.filter((each) => each.role === "owner" && each.disabledAt === null).length;
  return refuseChange(manager, { ...target, active: target.disabledAt === null }, { role }, owners);
}

async function revokeInvitationsOf(tx: Tx, scope: Scope, userId: string, at: Date): Promise<void> {
  await tx
    .update(invitation)
    .set({ revokedAt: at })
    .where(
      and(
        eq(invitation.organizationId, scope.organizationId),
        eq(invitation.invitedBy, userId),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
      ),
    );
}
