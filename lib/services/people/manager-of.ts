import type { LockedMember } from "@/db/queries/people/lock-members";
import type { Manager } from "@/lib/domain/people/manage-members";
import { isRole } from "@/lib/domain/people/role";
import type { Actor } from "@/lib/services/core/context";

/**
 * The acting user among the locked members. Their role is read again here, because it may have changed since the
 * request was checked.
 *
 * Proved by `tests/db/people.test.ts`.
 *
 * @returns null when the actor is no user, or is a member without access or of an unknown role
 */
export function managerOf(actor: Actor, members: readonly LockedMember[]): Manager | null {
  if (actor.kind !== "user") return null;
  const own = members.find((member) => member.userId === actor.id && member.disabledAt === null);
  if (!own || !isRole(own.role)) return null;
  return { userId: own.userId, role: own.role, merchantIds: own.merchantIds };
}
