import { expect, test } from "vitest";
import type { SessionRow } from "@/db/system/auth/load-session";
import { judgeSession } from "./judge-session";

const now = new Date("2026-03-01T12:00:00Z");
const membership = {
  organizationId: "org_1",
  organizationName: "Harbour",
  role: "operator",
  merchantIds: ["m1"],
  disabledAt: null,
};
const row: SessionRow = {
  id: "ses_1",
  expiresAt: new Date("2026-03-01T12:00:01Z"),
  revokedAt: null,
  readAt: now,
  user: { id: "usr_1", name: "Mara", email: "mara@harbour.example", disabledAt: null },
  membership,
};

test("a valid session has the scope of its membership", () => {
  const signed = judgeSession(row, now);
  expect(signed).toMatchObject({
    kind: "signed",
    role: "operator",
    scope: { organizationId: "org_1", merchantIds: ["m1"] },
  });
});

test.each([
  ["none", null],
  ["revoked", { ...row, revokedAt: now }],
  ["expired", { ...row, expiresAt: now }],
  ["disabled", { ...row, user: { ...row.user, disabledAt: now } }],
  ["disabled", { ...row, membership: null }],
  ["disabled", { ...row, membership: { ...membership, disabledAt: now } }],
])("a session that gives no access: %s", (kind, broken) => {
  expect(judgeSession(broken, now)).toEqual({ kind });
});

test("a role that this version does not know gives no access", () => {
  const unknown = { ...membership, organizationId: "o", role: "supervisor" };
  expect(judgeSession({ ...row, membership: unknown }, now)).toEqual({
    kind: "unknown_role",
    organizationId: "o",
    role: "supervisor",
  });
});
