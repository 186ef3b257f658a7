import { codesOf } from "@/lib/domain/values/code-table";
import { may, type Role, roles } from "./role";

/** A member as the rules of managing members see them. */
export type Manager = { userId: string; role: Role; merchantIds: readonly string[] | null };

/** Why a user may not change a member. */
export type ManageRefusal =
  /** The user has no right to manage members, or is limited to some merchants. */
  | "not_allowed"
  /** Only an owner makes owners, and changes them. */
  | "owners_only"
  /** Nobody changes their own role or access, so that no slip locks them out. */
  | "oneself"
  /** The organization would have no active owner left. */
  | "last_owner";

/** Each refusal in words: what was refused and what to do instead. */
export const manageRefusals: Readonly<Record<ManageRefusal, string>> = {
  not_allowed: "Your role does not allow you to manage members. Ask an owner of your organization.",
  owners_only:
    "Only an owner can make somebody an owner, or change an owner. Ask an owner of your organization.",
  oneself: "You cannot change your own role or access. Ask another owner or admin.",
  last_owner: "This member is the only active owner. Make somebody else an owner first.",
};

/** Whether the role manages members at all: a member who is limited to some merchants does not. */
export function managesMembers(actor: Pick<Manager, "role" | "merchantIds">): boolean {
  return may(actor.role, "people.write") && actor.merchantIds === null;
}

/** Why `actor` may not invite somebody with this role; null when they may. */
export function refuseInvitation(actor: Manager, role: Role): ManageRefusal | null {
  if (!managesMembers(actor)) return "not_allowed";
  return role === "owner" && actor.role !== "owner" ? "owners_only" : null;
}

/**
 * Why `actor` may not change a member's role or access; null when they may.
 *
 * @param change.role the role after the change; null when the member loses access
 * @param activeOwners how many owners have access before the change
 */
export function refuseChange(
  actor: Manager,
  member: { userId: string; role: string; active: boolean },
  change: { role: Role | null },
  activeOwners: number,
): ManageRefusal | null {
  if (!managesMembers(actor)) return "not_allowed";
  if (member.userId === actor.userId) return "oneself";
  const concernsOwners = member.role === "owner" || change.role === "owner";
  if (concernsOwners && actor.role !== "owner") return "owners_only";
  const losesOwner = member.role === "owner" && member.active && change.role !== "owner";
  return losesOwner && activeOwners <= 1 ? "last_owner" : null;
}

/** The roles that a member may give to others, in the order of the table of roles. */
export function rolesToGive(actor: Role): Role[] {
  return codesOf(roles).filter((role) => role !== "owner" || actor === "owner");
}
