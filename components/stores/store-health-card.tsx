import type { ReactNode } from "react";
import { Instant } from "@/components/format/instant";
import { Badge } from "@/components/ui/badge";
import { scopeNeeds } from "@/lib/domain/installations/access-scopes";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import type { StoreState } from "@/lib/domain/stores/store-state";
import { entryOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import type { StoreHealth } from "@/lib/services/stores/read-store-health";
import { type CheckStore, CheckStoreButton } from "./check-store-button";
import { AuthorizeButton, type AuthorizeStore } from "./connect/authorize-button";
import { overallHealth } from "./overall-health";
import { WebhookHealth } from "./webhook-health";

/** The health of a store's connection with its shop: each part, with its fault, its remedy and the buttons. */
export function StoreHealthCard({
  health,
  store,
  mayConnect,
  check,
  authorize,
}: {
  health: StoreHealth;
  store: { id: string; state: StoreState; timeZone: string };
  mayConnect: boolean;
  check: CheckStore;
  /** Null for a user who may not authorize the app. */
  authorize: AuthorizeStore | null;
}) {
  const { missing, installed, closedFor } = health;
  const overall = overallHealth(health);
  const refusesToken = closedFor === "unauthorized" || closedFor === "token_ended";
  const isBroken = !installed || refusesToken || missing.some(({ optional }) => !optional);
  const reconnects = isBroken || missing.length > 0 || store.state === "disconnected";
  return (
    <section aria-labelledby="connection">
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="connection" className="font-semibold">
          Connection with Shopify
        </h2>
        <Badge tone={overall.tone} pip={overall.pip}>
          {overall.label}
        </Badge>
      </div>
      <div className="rounded border bg-raised">
        <dl className="divide-y">
          <Part name="App">
            <p>
              <span translate="no">{health.app.name}</span>
              <span className="text-muted">, connected </span>
              <Instant
                at={health.connectedAt.toISOString()}
                timeZone={store.timeZone}
                className="text-muted"
              />
            </p>
            {!installed && <Fault>The app is not installed on the shop. Connect the store again.</Fault>}
          </Part>
          <Part name="Access">
            <Access health={health} />
          </Part>
          <Part name="Access scopes">
            <Scopes missing={missing} hasRole={health.hasRole} />
          </Part>
          <Part name="Webhooks">
            <WebhookHealth health={health} timeZone={store.timeZone} />
          </Part>
          <Part name="Last webhook">
            {health.lastWebhookAt ? (
              <Instant at={health.lastWebhookAt.toISOString()} timeZone={store.timeZone} />
            ) : (
              <span className="text-muted">None has arrived yet.</span>
            )}
          </Part>
          <Part name="Customer data">
            <CustomerData withheld={health.withheld} timeZone={store.timeZone} />
          </Part>
          <Part name="Admin API">
            <Api api={health.api} timeZone={store.timeZone} />
          </Part>
          <Part name="Shopify plan">
            {health.plan ? (
              <span translate="no">{health.plan}</span>
            ) : (
              <span className="text-muted">Not known yet.</span>
            )}
          </Part>
        </dl>
        {mayConnect && (
          <div className="flex flex-wrap items-center gap-2 border-t px-4 py-3">
            <CheckStoreButton storeId={store.id} check={check} />
            {reconnects && authorize && (
              <AuthorizeButton
                storeId={store.id}
                authorize={authorize}
                label="Authorize again"
                variant={isBroken ? "primary" : "outline"}
              />
            )}
          </div>
        )}
      </div>
    </section>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Fault({ children }: { children: ReactNode }) {
  return <p className="text-red">{children}</p>;
}

/** Whether the shop accepts calls: its token, its bill, its circuit breaker. */
function Access({ health: { installed, closedFor } }: { health: StoreHealth }) {
  if (!installed) return <span className="text-muted">None without the app.</span>;
  if (closedFor === null) return <span className="text-muted">The shop accepts the access token.</span>;
  const { message, remedy } = remoteErrors[closedFor];
  return <Fault>{`${message} ${remedy}`}</Fault>;
}

function CustomerData({ withheld, timeZone }: Pick<StoreHealth, "withheld"> & { timeZone: string }) {
  if (withheld === null) return <span className="text-muted">Shopify withholds none.</span>;
  return (
    <Fault>
      <span>{`Shopify withholds it for ${counted(withheld.count, "order")}, since `}</span>
      <Instant at={withheld.since.toISOString()} timeZone={timeZone} />
      <span>. Known names and addresses are kept, and nothing is pushed without them.</span>
    </Fault>
  );
}

function Scopes({ missing, hasRole }: Pick<StoreHealth, "missing" | "hasRole">) {
  if (!hasRole) return <span className="text-muted">They depend on the role that a connection gives.</span>;
  if (missing.length === 0) return <span className="text-muted">All access scopes are granted.</span>;
  return (
    <ul className="grid gap-1">
      {missing.map(({ feature, scopes, optional }) => (
        <li key={feature}>
          <span className={optional ? "text-muted" : "text-red"}>
            {`${optional ? "Not granted, optional" : "Missing"}: ${entryOf(scopeNeeds, feature)?.label ?? feature} `}
          </span>
          <span translate="no" className="font-mono text-[12.5px] wrap-anywhere text-muted">
            {scopes.join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Api({ api: { version, points, usage }, timeZone }: { api: StoreHealth["api"]; timeZone: string }) {
  const number = (value: number) => Math.round(value).toLocaleString("en-GB");
  const used = ({ calls, points: taken }: (typeof usage)["today"]) =>
    `${counted(calls, "call")}, ${counted(taken, "point")}`;
  return (
    <>
      <p>
        <span>Version </span>
        <bdi translate="no">{version}</bdi>
      </p>
      {points ? (
        <p className="text-muted">
          <span>{`${number(points.available)} of ${number(points.maximum)} points of the rate limit are free; ${number(points.perSecond)} return each second. Last answer `}</span>
          <Instant at={points.answeredAt.toISOString()} timeZone={timeZone} />
          <span>.</span>
        </p>
      ) : (
        <p className="text-muted">The shop has not answered yet.</p>
      )}
      {usage.week.calls > 0 && (
        <p className="text-muted">
          {`Used today: ${used(usage.today)}. In the last 7 days: ${used(usage.week)}. Days begin at 00:00 UTC.`}
        </p>
      )}
    </>
  );
}
