/** Everything that a role may or may not do. */
export type Permission =
  | "orders.read"
  | "orders.push"
  | "orders.export"
  | "sending.stop"
  | "sending.resume"
  | "views.share"
  | "stores.read"
  | "settings.write"
  | "deliveries.read"
  | "jobs.write"
  | "stores.connect"
  | "merchants.write"
  | "apps.write"
  | "people.write"
  | "account.write";

/** A member's place in an organization. The database checks the same list (`membership_role`). */
export type Role = "owner" | "admin" | "operator" | "viewer";

/** Each permission, as it continues the sentence "Your role does not allow you to …". */
export const permissionLabels: Record<Permission, string> = {
  "orders.read": "see orders",
  "orders.push": "push orders",
  "orders.export": "export orders",
  "sending.stop": "stop sending in an emergency",
  "sending.resume": "lift an emergency stop",
  "views.share": "share views",
  "stores.read": "see stores",
  "settings.write": "change settings",
  "deliveries.read": "see webhook deliveries",
  "jobs.write": "see and change jobs",
  "stores.connect": "connect, pause and disconnect stores, and approve connections",
  "merchants.write": "add, rename and archive merchants",
  "apps.write": "register Shopify apps, and change their secrets and tokens",
  "people.write": "see and manage members",
  "account.write": "change your own password and sessions",
};

const reading: readonly Permission[] = ["orders.read", "stores.read", "account.write"];
const everyday: readonly Permission[] = [
  ...reading,
  "orders.push",
  "orders.export",
  "sending.stop",
  "views.share",
];
const administration: readonly Permission[] = [
  "sending.resume",
  "settings.write",
  "deliveries.read",
  "jobs.write",
  "stores.connect",
  "merchants.write",
  "people.write",
];

/** Each role with its name, what it is for, and its permissions. */
export const roles: Record<Role, { label: string; hint: string; permissions: readonly Permission[] }> = {
  owner: {
    label: "Owner",
    hint: "Everything, including other owners.",
    permissions: [...everyday, ...administration, "apps.write"],
  },
  admin: {
    label: "Admin",
    hint: "Everything except owners and Shopify apps.",
    permissions: [...everyday, ...administration],
  },
  operator: {
    label: "Operator",
    hint: "Sees, pushes and exports orders. Changes no settings.",
    permissions: everyday,
  },
  viewer: { label: "Viewer", hint: "Sees orders and stores. Changes nothing.", permissions: reading },
};

/** Whether this version knows a role. A newer version may have stored others. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}

/** Whether a role has a permission. The role is read from the membership row on every request. */
export function may(role: Role, permission: Permission): boolean {
  return roles[role].permissions.includes(permission);
}
