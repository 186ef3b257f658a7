import type { Metadata } from "next";
import { Brand } from "@/components/app-shell/brand";
import { ResetForm } from "@/components/people/reset-form";
import { readPasswordReset } from "@/lib/auth/reset-password";
import { getRuntime } from "@/lib/runtime/runtime";
import { LINK_TOKEN } from "@/lib/services/people/link-token";
import { reset } from "./actions";

export const metadata: Metadata = {
  title: "New password",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const known = LINK_TOKEN.test(token) ? await readPasswordReset(getRuntime(), token) : null;
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="grid w-full max-w-[400px] gap-6">
        <Brand />
        {known ? (
          <>
            <div className="grid gap-1">
              <h1 className="text-[20px] font-semibold tracking-[-0.015em]">Set a new password</h1>
              <p translate="no" className="wrap-anywhere text-muted">
                {known.email}
              </p>
            </div>
            <ResetForm token={token} email={known.email} reset={reset} />
          </>
        ) : (
          <>
            <h1 className="text-[20px] font-semibold tracking-[-0.015em]">This link cannot be used</h1>
            <p role="status">
              It was used, replaced by a newer one, or has expired. Your password is unchanged. Ask an owner
              of your organization for a new link.
            </p>
            <a href="/sign-in" className="text-accent hover:underline">
              Go to the sign-in page
            </a>
          </>
        )}
      </div>
    </main>
  );
}
