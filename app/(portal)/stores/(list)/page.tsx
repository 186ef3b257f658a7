import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/app-shell/empty-state";
import { PageHead } from "@/components/app-shell/page-head";
import { WaitingInstalls } from "@/components/stores/connect/waiting-installs";
import { StopButton } from "@/components/stores/stops/stop-control";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { requireSession } from "@/lib/auth/require-session";
import { explainProblem } from "@/lib/domain/installations/problem";
import { may } from "@/lib/domain/people/role";
import { storeStates } from "@/lib/domain/stores/store-state";
import { counted } from "@/lib/domain/values/counted";
import { pageScope } from "@/lib/order-list/scope-params";
import { type ListedStore, readStoreList } from "@/lib/services/stores/read-store-list";
import { readUnclaimed } from "@/lib/services/stores/read-unclaimed";
import { readInstallSecret } from "@/lib/web/install-cookie";
import { stopSending } from "../stop-actions";

export const metadata: Metadata = { title: "Stores" };

export default async function StoresPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx, role } = await requireSession("stores.read");
  const chosen = pageScope(await searchParams);
  const stores = await readStoreList(ctx, chosen);
  const connects = may(role, "stores.connect") && ctx.scope.merchantIds === null;
  const waiting = connects ? await readUnclaimed(ctx, { browserSecret: await readInstallSecret() }) : [];
  return (
    <>
      <PageHead
        title="Stores"
        actions={
          ctx.scope.merchantIds === null && (
            <div className="flex flex-wrap gap-2">
              {may(role, "sending.stop") && stores.length > 0 && (
                <StopButton level="organization" subjectId={ctx.scope.organizationId} begin={stopSending} />
              )}
              {connects && (
                <>
                  <Button asChild>
                    <Link href="/first-steps">First steps</Link>
                  </Button>
                  <Button asChild variant="primary">
                    <Link href="/stores/connect">Connect a store</Link>
                  </Button>
                </>
              )}
            </div>
          )
        }
        sentence="Destination stores sell, and source stores fulfil. A store can be both; its connections decide."
      />
      <WaitingInstalls installs={waiting} />
      {stores.length === 0 ? (
        <EmptyState title={chosen.merchant || chosen.store ? "No such store" : "No store is connected"}>
          {chosen.merchant || chosen.store
            ? "Choose all merchants in the sidebar to see every store."
            : "Connect the first one: a destination store, from which orders come, and a source store, which ships them."}
        </EmptyState>
      ) : (
        <div className="border-y">
          <Table>
            <thead className="bg-sunken">
              <tr>
                <Th className="pl-4 md:pl-6">Store</Th>
                <Th className="hidden md:table-cell">Merchant</Th>
                <Th className="hidden md:table-cell">Connected with</Th>
                <Th className="hidden md:table-cell">Automatic order push</Th>
                <Th className="pr-4 md:pr-6">State</Th>
              </tr>
            </thead>
            <tbody>
              {stores.map((store) => (
                <StoreRow key={store.id} store={store} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </>
  );
}

/** The name of one problem; the number of several. */
function problemsLabel(kinds: readonly string[]): string {
  const [only, ...others] = kinds;
  if (only === undefined || others.length > 0) return counted(kinds.length, "problem");
  return explainProblem(only, {}).label;
}

/** Names in a row, each in its own direction of writing. */
function Names({ names }: { names: readonly string[] }) {
  return [...new Set(names)].map((name, index) => (
    <span key={name}>
      {index > 0 && <span>, </span>}
      <bdi translate="no">{name}</bdi>
    </span>
  ));
}

function StoreRow({ store }: { store: ListedStore }) {
  return (
    <tr className="border-t hover:bg-sunken">
      <Td className="py-2 pl-4 md:pl-6">
        <Link href={`/stores/${store.id}`} className="font-medium hover:underline" translate="no">
          {store.name}
        </Link>
        <span translate="no" className="block text-[12px] leading-4 text-muted">
          {store.shopDomain} · {store.currency}
        </span>
        {store.sources.length > 0 && (
          <span className="block text-[12px] leading-4 text-muted md:hidden">
            {`Automatic order push is ${store.autoPushSince ? "on" : "off"}`}
          </span>
        )}
      </Td>
      <Td className="hidden md:table-cell">
        {store.merchantName === null ? (
          <span className="text-muted">None</span>
        ) : (
          <bdi translate="no">{store.merchantName}</bdi>
        )}
      </Td>
      <Td className="hidden max-w-96 py-2 md:table-cell">
        {store.sources.length > 0 && (
          <span className="block">
            <span>Supplied by </span>
            <Names names={store.sources} />
          </span>
        )}
        {store.destinations.length > 0 && (
          <span className="block">
            <span>Supplies </span>
            <Names names={store.destinations} />
          </span>
        )}
        {store.sources.length + store.destinations.length === 0 && <span className="text-muted">None</span>}
      </Td>
      <Td className="hidden md:table-cell">
        {store.sources.length === 0 ? (
          <span className="text-muted">Not a destination</span>
        ) : store.autoPushSince ? (
          <Badge tone="green" pip="full">
            On
          </Badge>
        ) : (
          <Badge pip="empty">Off</Badge>
        )}
      </Td>
      <Td className="pr-4 md:pr-6">
        {store.problems.length > 0 ? (
          <Badge tone="red" pip="cross">
            {problemsLabel(store.problems)}
          </Badge>
        ) : (
          <Badge tone={storeStates[store.state].tone} pip={store.state === "active" ? "full" : "empty"}>
            {storeStates[store.state].label}
          </Badge>
        )}
      </Td>
    </tr>
  );
}
