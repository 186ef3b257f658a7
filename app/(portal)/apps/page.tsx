import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/app-shell/page-head";
import { AppCard } from "@/components/apps/app-card";
import { AppSettings } from "@/components/apps/app-settings";
import { RegisterForm } from "@/components/apps/register-form";
import { RotateForm } from "@/components/apps/rotate-form";
import { Button } from "@/components/ui/button";
import { requireSession } from "@/lib/auth/require-session";
import { getEnv } from "@/lib/env";
import { appAddresses } from "@/lib/services/installations/apps/app-addresses";
import { readApps } from "@/lib/services/installations/apps/read-apps";
import { changeDistribution, changeTokens, exchange, register, rotate } from "./actions";

export const metadata: Metadata = { title: "Shopify apps" };

export default async function AppsPage() {
  const { ctx, scope } = await requireSession("apps.write");
  if (scope.merchantIds !== null) notFound();
  const apps = await readApps(ctx);
  const { origin } = getEnv();
  return (
    <>
      <PageHead
        title="Shopify apps"
        sentence="Stores are connected through a Shopify app: one custom app per merchant, or one app for all of them. Create it in Shopify's Dev Dashboard, register it here, and enter its addresses there."
        actions={
          apps.length > 0 && (
            <Button asChild variant="primary">
              <Link href="/stores/connect">Connect a store</Link>
            </Button>
          )
        }
      />
      <div className="grid max-w-[860px] grid-cols-1 gap-8 px-4 md:px-6">
        {apps.map((app) => (
          <AppCard key={app.handle} app={app} addresses={appAddresses(origin, app.handle)}>
            {app.own && <AppSettings app={app} {...{ changeDistribution, changeTokens, exchange }} />}
            {app.own && <RotateForm handle={app.handle} rotate={rotate} />}
          </AppCard>
        ))}
        <section aria-labelledby="register">
          <h2 id="register" className="mb-2 font-semibold">
            {apps.length === 0 ? "Register your first app" : "Register another app"}
          </h2>
          <RegisterForm register={register} />
        </section>
      </div>
    </>
  );
}
