import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Brand } from "@/components/app-shell/brand";
import { SignInForm } from "@/components/app-shell/sign-in-form";
import type { Unsigned } from "@/lib/auth/judge-session";
import { readSession } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";

export const metadata: Metadata = { title: "Sign in" };

/** Why the sign-in page is shown; `none` needs no words. */
const reasons: Record<
  Exclude<Unsigned["kind"], "none"> | "signed-out" | "connect" | "installed" | "install_failed",
  string
> = {
  expired: "Your session has expired. Sign in again.",
  revoked: "Your session was ended. Sign in again.",
  disabled: "Your account is disabled or no longer belongs to an organization. Ask an owner.",
  unknown_role:
    "Your role is not known to this version of Crossdock, so it gives no access. Ask an owner of your organization.",
  "signed-out": "You are signed out.",
  connect:
    "Sign in, and begin again to connect the shop: Shopify's answer came to a browser that is not signed in.",
  installed: "The app is installed on the shop. Sign in within a day to choose what the store is for.",
  install_failed:
    "The app could not be installed: Shopify's answer was refused, came too late, or to another browser. Open the app in Shopify's admin again.",
};

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await readSession();
  const { why } = await searchParams;
  const next = why === "installed" ? "/stores/claim" : "/orders";
  if (session.kind === "signed") redirect(next);
  const reason = reasonOf(typeof why === "string" ? why : session.kind);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="grid w-full max-w-[360px] gap-6">
        <Brand />
        <div className="grid gap-1">
          <h1 className="text-[20px] font-semibold tracking-[-0.015em]">Sign in</h1>
          <p className="text-muted">Orders of your stores, pushed to the suppliers that fulfil them.</p>
        </div>
        {reason && (
          <p role="status" className="rounded border bg-sunken px-3 py-2">
            {reason}
          </p>
        )}
        <SignInForm next={next} />
        {getEnv().mode === "demo" && (
          <p className="border-t pt-4 text-[12.5px] text-muted">
            This is the demo. <code>npm start</code> printed its sample users and their passwords in the
            terminal.
          </p>
        )}
      </div>
    </main>
  );
}

function reasonOf(code: string): string | null {
  const known = Object.entries(reasons).find(([kind]) => kind === code);
  return known ? known[1] : null;
}
