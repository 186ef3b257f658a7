import { beforeAll, expect, test } from "vitest";
import { mintScope } from "@/db/scope";
import { loadSession } from "@/db/system/auth/load-session";
import { replacePassword } from "@/db/system/people/own-account";
import { acceptInvitation, readInvitation } from "@/lib/auth/accept-invitation";
import { changePassword } from "@/lib/auth/change-password";
import { judgeSession } from "@/lib/auth/judge-session";
import { hashPassword } from "@/lib/auth/password";
import { resetPassword } from "@/lib/auth/reset-password";
import { signIn } from "@/lib/auth/sign-in";
import type { Role } from "@/lib/domain/people/role";
import type { Ctx } from "@/lib/services/core/context";
import { changeMember } from "@/lib/services/people/change-member";
import { createOperatorResetLink } from "@/lib/services/people/create-operator-reset-link";
import { createResetLink } from "@/lib/services/people/create-reset-link";
import { createUser } from "@/lib/services/people/create-user";
import { endOwnSession } from "@/lib/services/people/end-own-session";
import { inviteMember } from "@/lib/services/people/invite-member";
import { readAccount } from "@/lib/services/people/read-account";
import { readPeople } from "@/lib/services/people/read-people";
import { revokeInvitation } from "@/lib/services/people/revoke-invitation";
import { fileDatabase } from "@/testing/database/file-database";
import { seededCtx } from "@/testing/seed/seeded-ctx";

const secret = "a secret of a test, 32 characters long";
const address = "10.0.0.1";
const { admin, db } = await fileDatabase({ max: 8 });
let now = new Date("2026-03-01T12:00:00Z");
let hash = "";

beforeAll(async () => {
  hash = await hashPassword("the right password");
});

const base = () => ({ ...seededCtx(db, mintScope("none")), clock: { now: async () => now } });
let count = 0;

/** An organization of its own with one member per role; the context of each acts as that member. */
async function organization(...roles: Role[]) {
  count += 1;
  const organizationId = `org_${count}`;
  await admin`insert into organization (organization_id, name, created_at) values (${organizationId}, ${organizationId}, now())`;
  const scope = mintScope(organizationId);
  const members: { userId: string; email: string; ctx: Ctx }[] = [];
  for (const [index, role] of roles.entries()) {
    const email = `${role}-${index}@${organizationId}.example`;
    const { userId } = await createUser(base(), {
      ...{ organizationId, email, name: `${role} ${index}`, passwordHash: hash, role, merchantIds: null },
    });
    const ctx: Ctx = { ...base(), scope, actor: { kind: "user", id: userId, label: role } };
    members.push({ userId, email, ctx });
  }
  const member = (index: number) => {
    const found = members[index];
    if (!found) throw new Error("There is no such member.");
    return found;
  };
  return { organizationId, scope, member };
}

async function invited(ctx: Ctx, email: string, role: Role = "operator"): Promise<string> {
  const result = await inviteMember(ctx, { email, role, merchantIds: null });
  if (result.kind !== "invited") throw new Error(result.kind);
  return result.token;
}

async function resetLink(ctx: Ctx, userId: string): Promise<string> {
  const result = await createResetLink(ctx, { userId });
  if (result.kind !== "created") throw new Error(result.kind);
  return result.token;
}

const acceptNew = (token: string, name = "Ida") =>
  acceptInvitation(base(), secret, {
    ...{ token, name, password: "a password of hers", address, signedInAs: null },
  });
const signedIn = async (email: string, password = "the right password") => {
  const result = await signIn(base(), secret, { email, password, address, device: "Chrome on Linux" });
  if (result.kind !== "signed_in") throw new Error(result.kind);
  return result.sessionId;
};
const judged = async (sessionId: string) => judgeSession(await loadSession(db, sessionId), now);
const auditOf = async (organizationId: string) =>
  (await admin`select verb from audit_entry where organization_id = ${organizationId} order by at, verb`).map(
    ({ verb }) => verb,
  );

test("an invited user joins with role and merchants, signs in, and the link works once", async () => {
  const { organizationId, member } = await organization("owner");
  await admin`insert into merchant (organization_id, id, name, created_at) values (${organizationId}, 'mer_a', 'A', now())`;
  const { ctx } = member(0);
  const refused = await inviteMember(ctx, { email: "x@x.example", role: "viewer", merchantIds: ["mer_b"] });
  expect(refused).toEqual({ kind: "unknown_merchant" });
  const result = await inviteMember(ctx, {
    email: " Ida@X.example ",
    role: "operator",
    merchantIds: ["mer_a"],
  });
  if (result.kind !== "invited") throw new Error(result.kind);
  // The token itself is not stored.
  const [stored] = await admin`select token_digest from invitation where id = ${result.invitationId}`;
  expect(stored?.token_digest).not.toContain(result.token);

  expect(await acceptNew(result.token)).toEqual({ kind: "joined", organizationId, email: "ida@x.example" });
  expect(await judged(await signedIn("ida@x.example", "a password of hers"))).toMatchObject({
    kind: "signed",
    role: "operator",
    user: { name: "Ida" },
    scope: { organizationId, merchantIds: ["mer_a"] },
  });
  expect(await acceptNew(result.token)).toEqual({ kind: "used" });
  expect(await auditOf(organizationId)).toEqual(["member.invited", "member.joined"]);
});

test("of many who accept at once, one joins, and nothing is half-done", async () => {
  const { organizationId, member } = await organization("owner");
  const token = await invited(member(0).ctx, "race@x.example");
  const results = await Promise.all(["One", "Two", "Three", "Four"].map((name) => acceptNew(token, name)));
  expect(results.filter(({ kind }) => kind === "joined")).toHaveLength(1);
  for (const { kind } of results) expect(["joined", "used"]).toContain(kind);
  const [rows] = await admin`select count(*)::int as users,
    (select count(*)::int from membership where organization_id = ${organizationId}) as members
    from "user" where email = 'race@x.example'`;
  expect(rows).toEqual({ users: 1, members: 2 });
});

test("two organizations that invite the same new person at once: one account, and the second asks for its password", async () => {
  const [a, b] = [await organization("owner"), await organization("owner")];
  const tokens = [
    await invited(a.member(0).ctx, "both@x.example"),
    await invited(b.member(0).ctx, "both@x.example"),
  ];
  const results = await Promise.all(tokens.map((token) => acceptNew(token)));
  expect(results.map(({ kind }) => kind).sort()).toEqual(["account_exists", "joined"]);
  const other = tokens[results.findIndex(({ kind }) => kind === "account_exists")] ?? "";
  const again = (password: string) =>
    acceptInvitation(base(), secret, { token: other, name: null, password, address, signedInAs: null });
  expect(await again("a wrong password")).toEqual({ kind: "wrong" });
  expect(await again("a password of hers")).toMatchObject({ kind: "joined" });
});

test("an invitation that expired, was revoked or replaced does not work", async () => {
  const { member } = await organization("owner");
  const { ctx } = member(0);
  const first = await invited(ctx, "late@x.example");
  const second = await invited(ctx, "late@x.example");
  expect(await acceptNew(first)).toEqual({ kind: "revoked" });
  now = new Date(now.getTime() + 8 * 24 * 3_600_000);
  expect(await readInvitation(base(), second)).toEqual({ kind: "expired" });
  expect(await acceptNew(second)).toEqual({ kind: "expired" });
  const third = await inviteMember(ctx, { email: "late@x.example", role: "viewer", merchantIds: null });
  if (third.kind !== "invited") throw new Error(third.kind);
  expect(await revokeInvitation(ctx, { invitationId: third.invitationId })).toEqual({ kind: "revoked" });
  expect(await revokeInvitation(ctx, { invitationId: third.invitationId })).toEqual({ kind: "not_found" });
  expect(await acceptNew(third.token)).toEqual({ kind: "revoked" });
  expect(await acceptNew("a".repeat(43))).toEqual({ kind: "unknown" });
});

test("operators, demoted admins and members without access invite nobody; admins make no owners", async () => {
  const { member } = await organization("owner", "admin", "operator");
  const invite = (ctx: Ctx, role: Role) =>
    inviteMember(ctx, { email: "n@x.example", role, merchantIds: null });
  expect(await invite(member(2).ctx, "viewer")).toEqual({ kind: "refused", why: "not_allowed" });
  expect(await invite(member(1).ctx, "owner")).toEqual({ kind: "refused", why: "owners_only" });
  const { userId } = member(1);
  await changeMember(member(0).ctx, { userId, change: { kind: "access", active: false } });
  // The role is read again: the request may have been checked before.
  expect(await invite(member(1).ctx, "viewer")).toEqual({ kind: "refused", why: "not_allowed" });
});

test("two owners who remove each other at once leave one owner", async () => {
  const { organizationId, member } = await organization("owner", "owner");
  const results = await Promise.all([
    changeMember(member(0).ctx, { userId: member(1).userId, change: { kind: "access", active: false } }),
    changeMember(member(1).ctx, {
      userId: member(0).userId,
      change: { kind: "place", role: "viewer", merchantIds: null },
    }),
  ]);
  expect(results.filter(({ kind }) => kind === "changed")).toHaveLength(1);
  const [owners] = await admin`select count(*)::int as n from membership
    where organization_id = ${organizationId} and role = 'owner' and disabled_at is null`;
  expect(owners?.n).toBe(1);
});

test("ending access ends it at once in this organization alone, with the invitations that the member sent", async () => {
  const [a, b] = [await organization("owner", "admin"), await organization("owner")];
  const admin = a.member(1);
  // The older membership decides where a session begins.
  now = new Date(now.getTime() + 1_000);
  await createUser(base(), {
    ...{ organizationId: b.organizationId, email: admin.email, name: "x", passwordHash: hash },
    ...{ role: "viewer", merchantIds: null },
  });
  const sent = await invited(admin.ctx, "friend@x.example");
  const sessionId = await signedIn(admin.email);
  expect(await judged(sessionId)).toMatchObject({ organization: { id: a.organizationId } });
  const heard: string[] = [];
  await db.listen("crossdock_access", (payload) => heard.push(payload));
  await changeMember(a.member(0).ctx, { userId: admin.userId, change: { kind: "access", active: false } });
  expect(await judged(sessionId)).toMatchObject({ organization: { id: b.organizationId }, role: "viewer" });
  expect(await acceptNew(sent)).toEqual({ kind: "revoked" });
  await expect.poll(() => heard).toContain(admin.userId);
  await changeMember(a.member(0).ctx, { userId: admin.userId, change: { kind: "access", active: true } });
  expect(await judged(sessionId)).toMatchObject({ organization: { id: a.organizationId }, role: "admin" });
  expect(await auditOf(a.organizationId)).toEqual(["member.disabled", "member.enabled", "member.invited"]);
});

test("a link sets a new password once and ends every session; a newer link replaces it", async () => {
  const { member } = await organization("owner", "operator");
  const { userId, email } = member(1);
  const sessionId = await signedIn(email);
  const link = () => resetLink(member(0).ctx, userId);
  const [replaced, token] = [await link(), await link()];
  expect(await resetPassword(base(), { token: replaced, password: "another password" })).toBeNull();
  const both = await Promise.all(
    ["another password", "a third password"].map((password) => resetPassword(base(), { token, password })),
  );
  expect(both.filter((result) => result !== null)).toEqual([{ email }]);
  expect(await judged(sessionId)).toEqual({ kind: "revoked" });
  await expect(signedIn(email)).rejects.toThrow("wrong");
});

test("a link ends when its creator or its user gets another place, or its user sets another password", async () => {
  const { member } = await organization("owner", "admin", "operator");
  const [owner, admin, operator] = [member(0), member(1), member(2)];
  const place = (userId: string, role: Role) =>
    changeMember(owner.ctx, { userId, change: { kind: "place", role, merchantIds: null } });
  const use = (token: string) => resetPassword(base(), { token, password: "a stolen password" });
  const first = await resetLink(admin.ctx, operator.userId);
  await place(operator.userId, "viewer");
  expect(await use(first)).toBeNull();
  const second = await resetLink(admin.ctx, operator.userId);
  const sent = await invited(admin.ctx, "guest@agency.example");
  await place(admin.userId, "viewer");
  expect(await use(second)).toBeNull();
  expect(await acceptNew(sent)).toEqual({ kind: "revoked" });
  await place(admin.userId, "admin");
  const third = await resetLink(admin.ctx, operator.userId);
  await replacePassword(db, { userId: operator.userId, passwordHash: "x", keepSessionId: "", at: now });
  expect(await use(third)).toBeNull();
});

test("a link for a user of two organizations is refused, and one that exists dies when its user joins another", async () => {
  const [a, b] = [await organization("owner", "operator"), await organization("owner")];
  const { userId, email } = a.member(1);
  const created = await resetLink(a.member(0).ctx, userId);
  const token = await invited(b.member(0).ctx, email);
  const joined = await acceptInvitation(base(), secret, {
    ...{ token, name: null, password: "", address, signedInAs: userId },
  });
  expect(joined).toMatchObject({ kind: "joined" });
  expect(await resetPassword(base(), { token: created, password: "stolen password" })).toBeNull();
  expect(await createResetLink(a.member(0).ctx, { userId })).toEqual({ kind: "member_elsewhere" });
  // Whoever runs the portal creates one, and a stranger's address gives none.
  const link = await createOperatorResetLink(base(), { email: ` ${email.toUpperCase()}` });
  expect(await resetPassword(base(), { token: link?.token ?? "", password: "another password" })).toEqual({
    email,
  });
  expect(await createOperatorResetLink(base(), { email: "nobody@x.example" })).toBeNull();
});

test("users see and end their own sessions, and changing the password ends the others", async () => {
  const { member } = await organization("operator", "viewer");
  const { userId, email, ctx } = member(0);
  const [first, second] = [await signedIn(email), await signedIn(email)];
  const foreign = await signedIn(member(1).email);
  expect((await readAccount(ctx)).sessions.map(({ id, device }) => [id, device])).toEqual(
    expect.arrayContaining([
      [first, "Chrome on Linux"],
      [second, "Chrome on Linux"],
    ]),
  );
  expect(await endOwnSession(ctx, { sessionId: foreign })).toEqual({ kind: "not_found" });
  expect(await endOwnSession(ctx, { sessionId: first })).toEqual({ kind: "ended" });
  expect(await judged(first)).toEqual({ kind: "revoked" });
  const third = await signedIn(email);
  const change = (current: string) =>
    changePassword(base(), secret, {
      userId,
      sessionId: second,
      current,
      next: "the next password",
      address,
    });
  expect(await change("a wrong one")).toEqual({ kind: "wrong" });
  expect(await change("the right password")).toEqual({ kind: "changed", endedSessions: 1 });
  expect([await judged(third), await judged(second)]).toMatchObject([
    { kind: "revoked" },
    { kind: "signed" },
  ]);
});

test("the page of members shows nothing to a member who is limited to some merchants", async () => {
  const { organizationId, member } = await organization("owner");
  const people = await readPeople(member(0).ctx);
  expect(people?.members.map(({ role, disabledAt }) => [role, disabledAt])).toEqual([["owner", null]]);
  expect(await readPeople({ ...member(0).ctx, scope: mintScope(organizationId, ["mer_a"]) })).toBeNull();
});
