import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/app-shell/empty-state";
import { ClaimForm } from "@/components/stores/connect/claim-form";
import { ConnectFrame } from "@/components/stores/connect/connect-frame";
import { Button } from "@/components/ui/button";
import { requireSession } from "@/lib/auth/require-session";
import { readConnectChoices } from "@/lib/services/stores/read-connect-choices";
import { readUnclaimed, type Unclaimed } from "@/lib/services/stores/read-unclaimed";
import { readInstallSecret } from "@/lib/web/install-cookie";
import { authorize, claim } from "./actions";

export const metadata: Metadata = { title: "Finish connecting" };

export default async function ClaimPage() {
  const { ctx } = await requireSession("stores.connect");
  const choices = await readConnectChoices(ctx);
  if (!choices) notFound();
  const waiting = await readUnclaimed(ctx, { browserSecret: await readInstallSecret() });
  return (
    <ConnectFrame
      title="Finish connecting"
      sentence="The app was installed in Shopify, in this browser. Choose what the store is for, and it becomes a store of your organization."
    >
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
    </ConnectFrame>
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
  return <ClaimForm install={{ id: install.id }} {...{ merchants, claim, authorize }} />;
}
