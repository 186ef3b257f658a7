import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/app-shell/page-head";
import { InvitationsTable } from "@/components/people/invitations-table";
import { InviteDialog } from "@/components/people/invite-dialog";
import { MembersTable } from "@/components/people/members-table";
import { PermissionTable } from "@/components/people/permission-table";
import { requireSession } from "@/lib/auth/require-session";
import { rolesToGive } from "@/lib/domain/people/manage-members";
import { readPeople } from "@/lib/services/people/read-people";
import { change, createReset, invite, revoke } from "./actions";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const { ctx, role, user, at } = await requireSession("people.write");
  const people = await readPeople(ctx);
  if (!people) notFound();
  const roleChoices = rolesToGive(role);
  return (
    <>
      <PageHead
        title="People"
        sentence="The members of your organization, what they may do, and who is invited."
        actions={<InviteDialog {...{ roleChoices, invite }} merchants={people.merchants} />}
      />
      <div className="grid gap-8">
        <MembersTable
          people={people}
          viewer={{ userId: user.id, role, roleChoices }}
          actions={{ change, createReset }}
        />
        {people.invitations.length > 0 && <InvitationsTable {...{ people, revoke }} now={at} />}
        <section aria-labelledby="permissions">
          <h2 id="permissions" className="mb-2 px-4 font-semibold md:px-6">
            What each role may do
          </h2>
          <PermissionTable />
        </section>
      </div>
    </>
  );
}
