import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { PageHead } from "@/components/app-shell/page-head";
import { KeyForm } from "@/components/stores/connect/key-form";
import { PairForm } from "@/components/stores/connect/pair-form";
import { ApprovalSettings } from "@/components/stores/connections/approval-settings";
import { ConnectionList } from "@/components/stores/connections/connection-list";
import { StoreMoves } from "@/components/stores/connections/store-moves";
import { movingView } from "@/components/stores/moving/moving-view";
import { ProblemList } from "@/components/stores/problem-list";
import { type StopControls, StopState } from "@/components/stores/stops/stop-section";
import { StoreHealthCard } from "@/components/stores/store-health-card";
import { StoreSettings } from "@/components/stores/store-settings";
import { requireSession } from "@/lib/auth/require-session";
import { may, type Role } from "@/lib/domain/people/role";
import { storeStates } from "@/lib/domain/stores/store-state";
import { pickSwitches } from "@/lib/domain/stores/store-switch";
import { getEnv } from "@/lib/env";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { idSchema } from "@/lib/web/id-schema";
import {
  authorizeStore,
  beginAutomaticPush,
  checkStoreNow,
  connectPair,
  lookForOtherApps,
  saveStoreSettings,
} from "../actions";
import { changeKey, connectWithKey, moveConnection, moveStore, showInFlight } from "../connection-actions";
import { resumeSending, stopSending } from "../stop-actions";

type Props = { params: Promise<{ storeId: string }> };

const stopControls = (role: Role): StopControls => ({
  ...{ mayStop: may(role, "sending.stop"), mayLift: may(role, "sending.resume") },
  ...{ begin: stopSending, lift: resumeSending },
});

const load = cache(async (storeId: string) => {
  if (!idSchema.safeParse(storeId).success) notFound();
  const session = await requireSession("stores.read");
  const limited = session.scope.merchantIds !== null;
  return { role: session.role, limited, detail: await readStorePage(session.ctx, { storeId }) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { detail } = await load((await params).storeId);
  return { title: detail?.store.name ?? "Not found" };
}

export default async function StorePage({ params }: Props) {
  const { detail, role, limited } = await load((await params).storeId);
  if (!detail) notFound();
  const { store, sources, destinations, problems, others, health, stops, moving } = detail;
  const mayConnect = may(role, "stores.connect");
  const authorize = mayConnect && !limited ? authorizeStore : null;
  const connecting = {
    ...{ stops, timeZone: store.timeZone, stopping: stopControls(role), seesOthers: !limited },
    changing: { mayChange: mayConnect, change: moveConnection, load: showInFlight },
  };
  return (
    <>
      <div className="px-4 pt-4 md:px-6">
        <Link href="/stores" className="inline-flex items-center gap-0.5 text-muted hover:text-ink">
          <ChevronLeft className="size-4" aria-hidden="true" /> Stores
        </Link>
      </div>
      <PageHead
        title={<bdi translate="no">{store.name}</bdi>}
        sentence={
          <>
            <bdi translate="no">{`${store.shopDomain} · ${store.currency}`}</bdi>
            <span> · times in </span>
            <bdi translate="no">{store.timeZone}</bdi>
            {detail.merchantName && <bdi translate="no">{` · ${detail.merchantName}`}</bdi>}
            {store.state !== "active" && <span>{` · ${storeStates[store.state].label.toLowerCase()}`}</span>}
          </>
        }
      />
      <div className="grid max-w-[720px] gap-6 px-4 md:px-6">
        <div className="flex flex-wrap gap-2">
          <StopState
            level="store"
            subjectId={store.id}
            stop={stops.find(({ subjectId }) => subjectId === store.id)}
            timeZone={store.timeZone}
            controls={connecting.stopping}
          />
          {mayConnect && <StoreMoves store={store} change={moveStore} load={showInFlight} />}
        </div>
        {problems.length > 0 && (
          <ProblemList
            problems={problems}
            store={store}
            shopifyBaseUrl={getEnv().shopifyBaseUrl}
            authorize={authorize}
          />
        )}
        {sources.length > 0 && (
          <StoreSettings
            storeId={store.id}
            autoPushSince={store.autoPushSince?.toISOString() ?? null}
            timeZone={store.timeZone}
            switches={pickSwitches(store)}
            sources={sources.map((source) => ({
              connectionId: source.id,
              name: source.storeName,
              shopDomain: source.shopDomain,
              autoPush: source.autoPush,
              active: source.state === "active" && source.storeState === "active",
            }))}
            mayChange={may(role, "settings.write")}
            save={saveStoreSettings}
            {...{ moving: movingView(moving), look: lookForOtherApps, begin: beginAutomaticPush }}
          />
        )}
        <ConnectionList as="destination" connections={sources} {...connecting} />
        <ConnectionList as="source" connections={destinations} {...connecting} />
        {sources.length + destinations.length === 0 && (
          <p className="text-muted">This store is not connected to another store yet.</p>
        )}
        {health && <StoreHealthCard {...{ health, store, mayConnect, authorize }} check={checkStoreNow} />}
        {mayConnect && <NewConnections {...{ store, others, limited }} />}
      </div>
    </>
  );
}

type Detail = NonNullable<Awaited<ReturnType<typeof readStorePage>>>;

/** The forms that connect a store to others, and who may connect to it. */
function NewConnections({ store, others, limited }: Pick<Detail, "store" | "others"> & { limited: boolean }) {
  return (
    <>
      {others.length > 0 && <PairForm store={store} others={others} connect={connectPair} />}
      {limited ? (
        <KeyForm store={store} connect={connectWithKey} />
      ) : (
        <ApprovalSettings
          storeId={store.id}
          approval={store.approval}
          hasKey={store.keyDigest !== null}
          save={saveStoreSettings}
          changeKey={changeKey}
        />
      )}
    </>
  );
}
