import type { Metadata } from "next";
import { Brand } from "@/components/app-shell/brand";
import { AcceptForm } from "@/components/people/accept-form";
import { roleLabel } from "@/components/people/place-labels";
import { readInvitation, type SeenInvitation } from "@/lib/auth/accept-invitation";
import { readSession } from "@/lib/auth/session";
import { getRuntime } from "@/lib/runtime/runtime";
import { LINK_TOKEN } from "@/lib/services/people/link-token";
import { accept } from "./actions";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

/** Why an invitation cannot be used, and what to do. */
const reasons: Record<Exclude<SeenInvitation["kind"], "open">, string> = {
  unknown: "This link is not an invitation. Copy the whole link, or ask for a new one.",
  used: "This invitation was already used. If that was you, sign in; otherwise tell an owner of your organization.",
  revoked:
    "This invitation was revoked or replaced by a newer one. Use the newest link, or ask for a new one.",
  expired: "This invitation has expired. Ask for a new one.",
};

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const seen: SeenInvitation = LINK_TOKEN.test(token)
    ? await readInvitation(getRuntime(), token)
    : { kind: "unknown" };
  const signed = await readSession();
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="grid w-full max-w-[400px] gap-6">
        <Brand />
        {seen.kind === "open" ? (
          <>
            <div className="grid gap-1">
              <h1 className="text-[20px] font-semibold tracking-[-0.015em]">
                <span>Join </span>
                <span translate="no">{seen.invitation.organizationName}</span>
              </h1>
              <p className="text-muted">
                <span>{`As ${roleLabel(seen.invitation.role).toLowerCase()}, with the e-mail address `}</span>
                <span translate="no" className="wrap-anywhere">
                  {seen.invitation.email}
                </span>
              </p>
            </div>
            <AcceptForm
              token={token}
              email={seen.invitation.email}
              account={
                seen.invitation.known === null
                  ? "new"
                  : signed.kind === "signed" && signed.user.id === seen.invitation.known.id
                    ? "signed_in"
                    : "known"
              }
              accept={accept}
            />
          </>
        ) : (
          <>
            <h1 className="text-[20px] font-semibold tracking-[-0.015em]">This invitation cannot be used</h1>
            <p role="status">{reasons[seen.kind]}</p>
            <a href="/sign-in" className="text-accent hover:underline">
              Go to the sign-in page
            </a>
          </>
        )}
      </div>
    </main>
  );
}
