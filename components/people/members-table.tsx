import { Instant } from "@/components/format/instant";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { isRole, type Role } from "@/lib/domain/people/role";
import type { People } from "@/lib/services/people/read-people";
import { type MemberActions, MemberDialog } from "./member-dialog";
import { merchantsLabel, roleLabel } from "./place-labels";

type Viewer = { userId: string; role: Role; roleChoices: readonly Role[] };

/** The members of the organization, each with what the viewer may change. */
export function MembersTable({
  people,
  viewer,
  actions,
}: {
  people: People;
  viewer: Viewer;
  actions: MemberActions;
}) {
  return (
    <div className="border-y">
      <Table>
        <thead className="bg-sunken">
          <tr>
            <Th className="pl-4 md:pl-6">Member</Th>
            <Th>Role</Th>
            <Th className="hidden md:table-cell">Merchants</Th>
            <Th className="hidden md:table-cell">Last seen</Th>
            <Th className="pr-4 text-right md:pr-6">
              <span className="sr-only">Change</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {people.members.map((member) => (
            <MemberRow key={member.userId} {...{ member, people, viewer, actions }} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function MemberRow({
  member,
  people: { merchants },
  viewer,
  actions,
}: {
  member: People["members"][number];
  people: People;
  viewer: Viewer;
  actions: MemberActions;
}) {
  const { userId, name, role, merchantIds } = member;
  const active = member.disabledAt === null;
  const mayChange = userId !== viewer.userId && (viewer.role === "owner" || role !== "owner");
  return (
    <tr className="border-t">
      <Td className="py-2 pl-4 md:pl-6">
        <span translate="no" className="font-medium">
          {name}
        </span>
        {userId === viewer.userId && <span className="text-muted"> (you)</span>}
        <span translate="no" className="block text-[12px] leading-4 wrap-anywhere text-muted">
          {member.email}
        </span>
        <span translate="no" className="block text-[12px] leading-4 text-muted md:hidden">
          {merchantsLabel(merchantIds, merchants)}
        </span>
      </Td>
      <Td>
        {active ? (
          <span>{roleLabel(role)}</span>
        ) : (
          <Badge tone="amber" pip="empty">
            No access
          </Badge>
        )}
      </Td>
      <Td translate="no" className="hidden max-w-80 py-2 md:table-cell">
        {merchantsLabel(merchantIds, merchants)}
      </Td>
      <Td className="hidden whitespace-nowrap text-muted md:table-cell">
        {member.seenAt ? <Instant at={member.seenAt.toISOString()} timeZone="UTC" /> : <span>Never</span>}
      </Td>
      <Td className="pr-4 text-right md:pr-6">
        {mayChange && (
          <MemberDialog
            member={{ userId, name, active, merchantIds, role: isRole(role) ? role : "viewer" }}
            {...{ merchants, actions }}
            roleChoices={viewer.roleChoices}
          />
        )}
      </Td>
    </tr>
  );
}
