import { isRole, roles } from "@/lib/domain/people/role";
import { readable } from "@/lib/domain/values/readable";

/** A stored role in words; one that this version does not know is made readable. */
export function roleLabel(role: string): string {
  return isRole(role) ? roles[role].label : readable(role);
}

/** The names of the merchants that a member sees; null means all. */
export function merchantsLabel(
  ids: readonly string[] | null,
  merchants: readonly { id: string; name: string }[],
): string {
  if (ids === null) return "All merchants";
  return ids
    .map((id) => merchants.find((merchant) => merchant.id === id)?.name ?? "Removed merchant")
    .join(", ");
}
