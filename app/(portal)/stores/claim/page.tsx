import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/app-shell/empty-state";
import { PageHead } from "@/components/app-shell/page-head";
import { ClaimForm } from "@/components/stores/connect/claim-form";
import { Button } from "@/components/ui/button";
import { requireSession } from "@/lib/auth/require-session";
import { readConnectChoices } from "@/lib/services/stores/read-connect-choices";
import { readUnclaimed, type Unclaimed } from "@/lib/services/stores/read-unclaimed";
import { readInstallSecret } from "@/lib/web/install-cookie";
import { claim } from "./actions";

export const metadata: Metadata = { title: "Finish connecting" };

export default async function ClaimPage() {
  const { ctx } = await requireSession("stores.connect");
  const choices = await readConnectChoices(ctx);
  if (!choices) notFound();
  const waiting = await readUnclaimed(ctx, { browserSecret: await readInstallSecret() });
  return (
    <>
      <div className="px-4 pt-4 md:px-6">
        <Link href="/stores" className="inline-flex items-center gap-0.5 text-muted hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden="true" /> Stores
        </Link>
      </div>
      <PageHead
        title="Finish connecting"
        sentence="The app was installed in Shopify, in this browser. Choose what the store is for, and it becomes a store of your organization."
      />
      <div className="grid gap-6 px-4 md:px-6">
        {waiting.length === 0 && (
          <EmptyState
            title="No installation waits in this browser"
            action={
              <Button asChild>
                <Link href="/stores/connect">Connect a store</Link>
              </Button>
            }
          >
            An installation waits for a day, in the browser in which the app was installed. Open the app again
            in the shop&apos;s Shopify admin.
          </EmptyState>
        )}
        {waiting.map((install) => (
          <section key={install.id} aria-labelledby={install.id} className="grid max-w-[520px] gap-3">
            <h2 id={install.id} className="font-semibold" translate="no">
              {install.shopDomain}
            </h2>
            <Waiting install={install} merchants={choices.merchants} />
          </section>
        ))}
      </div>
    </>
  );
}

function Waiting({ install, merchants }: { install: Unclaimed; merchants: { id: string; name: string }[] }) {
  if (!install.usable) {
    return (
      <p className="rounded bg-amber-wash px-3 py-2">
        <span>The app </span>
        <bdi translate="no">{install.appName}</bdi>
        <span>
          {" "}
          belongs to another organization, so this organization cannot connect the shop with it. Switch to the
          organization that registered the app.
        </span>
      </p>
    );
  }
  if (install.storeId !== null) {
    return (
      <>
        <p>This shop is a store of your organization already, and its connection is renewed.</p>
        <div>
          <Button asChild variant="primary">
            <Link href={`/stores/${install.storeId}`}>Open the store</Link>
          </Button>
        </div>
      </>
    );
  }
  return <ClaimForm install={install} merchants={merchants} claim={claim} />;
}
