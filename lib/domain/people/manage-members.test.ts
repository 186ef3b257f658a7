import { expect, test } from "vitest";
import { type Manager, managesMembers, refuseChange, refuseInvitation, rolesToGive } from "./manage-members";

const owner: Manager = { userId: "usr_owner", role: "owner", merchantIds: null };
const admin: Manager = { userId: "usr_admin", role: "admin", merchantIds: null };
const operator = { userId: "usr_operator", role: "operator", active: true };
const otherOwner = { userId: "usr_other", role: "owner", active: true };

test("owners and admins manage members, unless they are limited to some merchants", () => {
  expect([owner, admin].map(managesMembers)).toEqual([true, true]);
  expect(managesMembers({ role: "operator", merchantIds: null })).toBe(false);
  expect(managesMembers({ role: "owner", merchantIds: ["mer_1"] })).toBe(false);
});

test("only an owner makes owners and changes them", () => {
  expect(refuseInvitation(admin, "owner")).toBe("owners_only");
  expect(refuseInvitation(admin, "admin")).toBeNull();
  expect(refuseInvitation(owner, "owner")).toBeNull();
  expect(refuseChange(admin, operator, { role: "owner" }, 2)).toBe("owners_only");
  expect(refuseChange(admin, otherOwner, { role: "viewer" }, 2)).toBe("owners_only");
  expect(refuseChange(admin, otherOwner, { role: null }, 2)).toBe("owners_only");
  expect(rolesToGive("admin")).toEqual(["admin", "operator", "viewer"]);
  expect(rolesToGive("owner")).toEqual(["owner", "admin", "operator", "viewer"]);
});

test("nobody changes their own access, and one active owner remains", () => {
  expect(refuseChange(owner, { ...otherOwner, userId: owner.userId }, { role: "viewer" }, 5)).toBe("oneself");
  expect(refuseChange(owner, otherOwner, { role: null }, 1)).toBe("last_owner");
  expect(refuseChange(owner, otherOwner, { role: "admin" }, 1)).toBe("last_owner");
  expect(refuseChange(owner, otherOwner, { role: "admin" }, 2)).toBeNull();
  // An owner without access is not one of the active owners.
  expect(refuseChange(owner, { ...otherOwner, active: false }, { role: "admin" }, 1)).toBeNull();
});

test("a member of another version's role can be given a known one", () => {
  expect(
    refuseChange(admin, { userId: "usr_x", role: "supervisor", active: true }, { role: "viewer" }, 1),
  ).toBeNull();
});
