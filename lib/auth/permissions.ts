import type { Role } from "@/db/scope";

export type Permission =
  | "orders.read"
  | "orders.push"
  | "views.share"
  | "orders.export"
  | "stores.read"
  | "settings.write"
  | "deliveries.read"
  | "jobs.write";

const everyday = ["orders.read", "orders.push", "orders.export", "views.share", "stores.read"] as const;
const administration = ["settings.write", "deliveries.read", "jobs.write"] as const;

const permissions: Record<Role, readonly Permission[]> = {
  owner: [...everyday, ...administration],
  admin: [...everyday, ...administration],
  operator: [...everyday],
  viewer: ["orders.read", "stores.read"],
};

/** Whether a role may do a thing. The role is read from the membership row on every request. */
export function may(role: Role, permission: Permission): boolean {
  return permissions[role].includes(permission);
}

/** The role that a membership row names; an unknown one may only look. */
export function roleOf(text: string): Role {
  return text === "owner" || text === "admin" || text === "operator" ? text : "viewer";
}
