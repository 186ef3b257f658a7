import { Instant } from "@/components/format/instant";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import type { People } from "@/lib/services/people/read-people";
import { merchantsLabel, roleLabel } from "./place-labels";
import { type Revoke, RevokeButton } from "./revoke-button";

/** The invitations that were neither accepted nor revoked, each with a button to revoke it. */
export function InvitationsTable({ people, now, revoke }: { people: People; now: Date; revoke: Revoke }) {
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className="mb-2 px-4 font-semibold md:px-6">
        Open invitations
      </h2>
      <div className="border-y">
        <Table>
          <thead className="bg-sunken">
            <tr>
              <Th className="pl-4 md:pl-6">E-mail</Th>
              <Th>Role</Th>
              <Th className="hidden md:table-cell">Merchants</Th>
              <Th className="hidden md:table-cell">Valid until</Th>
              <Th className="pr-4 text-right md:pr-6">
                <span className="sr-only">Revoke</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {people.invitations.map((invitation) => (
              <tr key={invitation.id} className="border-t">
                <Td translate="no" className="py-2 pl-4 wrap-anywhere md:pl-6">
                  {invitation.email}
                </Td>
                <Td>{roleLabel(invitation.role)}</Td>
                <Td translate="no" className="hidden max-w-80 py-2 md:table-cell">
                  {merchantsLabel(invitation.merchantIds, people.merchants)}
                </Td>
                <Td className="hidden whitespace-nowrap md:table-cell">
                  {invitation.expiresAt <= now ? (
                    <Badge tone="amber" pip="empty">
                      Expired
                    </Badge>
                  ) : (
                    <Instant at={invitation.expiresAt.toISOString()} timeZone="UTC" />
                  )}
                </Td>
                <Td className="pr-4 text-right md:pr-6">
                  <RevokeButton invitationId={invitation.id} email={invitation.email} revoke={revoke} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </section>
  );
}
