import type { ReactNode } from "react";
import { Instant } from "@/components/format/instant";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { ProblemText } from "@/components/ui/problem-text";
import { appScopes } from "@/lib/domain/installations/access-scopes";
import { type AppFault, appFaults } from "@/lib/domain/installations/apps/app-fault";
import { API_VERSION, appManifest } from "@/lib/domain/installations/apps/app-manifest";
import { entryOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import type { AppAddresses } from "@/lib/services/installations/apps/app-addresses";
import { CustomerDataList } from "./customer-data-list";
import { ScopeTable } from "./scope-table";

/** A registered app, with all that must be entered on Shopify's side. */
export function AppCard({
  app,
  addresses,
  children,
}: {
  app: {
    name: string;
    clientId: string;
    own: boolean;
    shops: number | null;
    checkedAt: Date | null;
    fault: AppFault | null;
  };
  addresses: AppAddresses;
  /** The forms that change the app, if the user may. */
  children?: ReactNode;
}) {
  const { scopes, optionalScopes } = appScopes();
  const manifest = appManifest({ ...app, ...addresses, scopes, optionalScopes });
  return (
    <section aria-label={app.name} className="grid grid-cols-1 gap-3 rounded border bg-raised p-4">
      <div>
        <h2 translate="no" className="font-semibold break-words">
          {app.name}
        </h2>
        <p className="text-[12.5px] text-muted">
          <span>Client ID </span>
          <span translate="no" className="font-mono break-all">
            {app.clientId}
          </span>
          <span>
            {app.shops === null
              ? " · provided with this portal, for all organizations"
              : ` · on ${counted(app.shops, "shop")}`}
          </span>
        </p>
      </div>
      {app.own && <Check {...app} />}
      <Part title="What to enter in Shopify's Dev Dashboard" open={app.shops === 0}>
        <dl className="grid gap-2">
          <Value label="App URL" value={addresses.appUrl} />
          <Value label="Embed app in Shopify admin" value="off" fixed />
          <Value label="Webhooks API version" value={API_VERSION} fixed />
          <Value label="Scopes" value={scopes.join(",")} />
          <Value label="Optional scopes" value={optionalScopes.join(",")} />
          <Value label="Use legacy install flow" value="on" fixed />
          <Value label="Redirect URL" value={addresses.redirectUrl} />
          <Value label="Compliance webhook URL" value={addresses.webhookUrl} />
        </dl>
        <p className="mt-3 text-muted">
          With the legacy install flow, a connection that begins here asks the shop only for the scopes of its
          role; one that begins in Shopify asks for all. The compliance webhook URL is for public apps. Enter
          no other webhooks: Crossdock subscribes to them.
        </p>
      </Part>
      <Part title="What each scope is for">
        <ScopeTable />
      </Part>
      <Part title="Protected customer data to request">
        <CustomerDataList />
      </Part>
      <Part title="shopify.app.toml to copy">
        <div className="flex items-start gap-2 rounded border bg-sunken p-3">
          <pre translate="no" className="min-w-0 flex-1 overflow-x-auto font-mono text-[12px]">
            {manifest}
          </pre>
          <CopyButton text={manifest} label="Copy shopify.app.toml" />
        </div>
      </Part>
      {children}
    </section>
  );
}

/** Whether Shopify accepts the stored secret, as far as its answers have shown. */
function Check({ checkedAt, fault }: { checkedAt: Date | null; fault: AppFault | null }) {
  if (checkedAt === null)
    return (
      <p className="text-muted">
        Shopify checks the client ID and the secret when the first store is connected.
      </p>
    );
  const entry = fault === null ? null : entryOf(appFaults, fault);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        {fault === null ? (
          <Badge tone="green" pip="full">
            Secret accepted
          </Badge>
        ) : (
          <Badge tone="red" pip="cross">
            Secret refused
          </Badge>
        )}
        <span className="text-muted">
          <Instant at={checkedAt.toISOString()} timeZone="UTC" />
        </span>
      </p>
      {entry && <ProblemText>{`${entry.message} ${entry.remedy}`}</ProblemText>}
    </>
  );
}

function Part({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary className="cursor-pointer font-medium">{title}</summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}

/** A setting on Shopify's side. A fixed value is chosen there, so that it cannot be copied. */
function Value({ label, value, fixed = false }: { label: string; value: string; fixed?: boolean }) {
  return (
    <div className="grid gap-x-4 md:grid-cols-[200px_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="flex items-start gap-1">
        <span translate={fixed ? undefined : "no"} className="min-w-0 font-mono text-[12.5px] break-all">
          {value}
        </span>
        {!fixed && <CopyButton text={value} label={`Copy: ${label}`} />}
      </dd>
    </div>
  );
}
