import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/app-shell/empty-state";
import { ConnectForm } from "@/components/stores/connect/connect-form";
import { ConnectFrame } from "@/components/stores/connect/connect-frame";
import { grantSentence } from "@/components/stores/connect/grant-sentences";
import { WaitingInstalls } from "@/components/stores/connect/waiting-installs";
import { Button } from "@/components/ui/button";
import { requireSession } from "@/lib/auth/require-session";
import { parseShopDomain } from "@/lib/domain/installations/shop-domain";
import { may } from "@/lib/domain/people/role";
import { readConnectChoices } from "@/lib/services/stores/read-connect-choices";
import { readUnclaimed } from "@/lib/services/stores/read-unclaimed";
import { readInstallSecret } from "@/lib/web/install-cookie";
import { begin, connectOwn } from "./actions";

export const metadata: Metadata = { title: "Connect a store" };

/** An access scope's name, so that nothing else of the address is shown. */
const SCOPES = /^[a-z_,]{1,1000}$/;

export default async function ConnectPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, role } = await requireSession("stores.connect");
  const choices = await readConnectChoices(ctx);
  if (!choices) notFound();
  const waiting = await readUnclaimed(ctx, { browserSecret: await readInstallSecret() });
  const query = await searchParams;
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? value : null;
  };
  const [failed, scopes] = [text("failed"), text("scopes")];
  return (
    <ConnectFrame
      title="Connect a store"
      sentence="You go on to Shopify, where somebody who may install apps on the shop confirms the access. Then the store appears here."
      notice={<WaitingInstalls installs={waiting} />}
    >
      {failed && (
        <p role="alert" className="max-w-[520px] rounded bg-red-wash px-3 py-2 text-red">
          {grantSentence(failed, scopes && SCOPES.test(scopes) ? scopes : null)}
        </p>
      )}
      {choices.apps.length === 0 ? (
        <EmptyState
          title="No Shopify app is registered"
          action={
            may(role, "apps.write") && (
              <Button asChild variant="primary">
                <Link href="/apps">Register a Shopify app</Link>
              </Button>
            )
          }
        >
          {may(role, "apps.write")
            ? "A store is connected through a Shopify app of yours. Register it first."
            : "A store is connected through a Shopify app. Ask an owner of your organization to register it."}
        </EmptyState>
      ) : (
        <ConnectForm
          choices={choices}
          initial={{ app: text("app"), shop: parseShopDomain(text("shop") ?? "") }}
          begin={begin}
          connectOwn={connectOwn}
        />
      )}
    </ConnectFrame>
  );
}
