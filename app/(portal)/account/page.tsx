import type { Metadata } from "next";
import { PageHead } from "@/components/app-shell/page-head";
import { PasswordForm } from "@/components/people/password-form";
import { SessionList } from "@/components/people/session-list";
import { requireSession } from "@/lib/auth/require-session";
import { roles } from "@/lib/domain/people/role";
import { readAccount } from "@/lib/services/people/read-account";
import { endSession, savePassword } from "./actions";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { ctx, user, role, organization, sessionId } = await requireSession("account.write");
  const { sessions } = await readAccount(ctx);
  return (
    <>
      <PageHead
        title="Your account"
        sentence={
          <span translate="no">
            {`${user.name} · ${user.email} · ${roles[role].label} of ${organization.name}`}
          </span>
        }
      />
      <div className="grid max-w-[720px] gap-8 px-4 md:px-6">
        <section aria-labelledby="password">
          <h2 id="password" className="mb-2 font-semibold">
            Password
          </h2>
          <PasswordForm save={savePassword} />
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions" className="mb-2 font-semibold">
            Where you are signed in
          </h2>
          <SessionList
            sessions={sessions.map((session) => ({
              id: session.id,
              device: session.device,
              createdAt: session.createdAt.toISOString(),
              seenAt: session.seenAt?.toISOString() ?? null,
              isThis: session.id === sessionId,
            }))}
            end={endSession}
          />
        </section>
      </div>
    </>
  );
}
