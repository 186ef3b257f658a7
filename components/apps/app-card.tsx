import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { scopeNeeds, scopesFor } from "@/lib/domain/installations/access-scopes";
import { appManifest } from "@/lib/domain/installations/app-manifest";
import { codesOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import type { AppAddresses } from "@/lib/services/installations/app-addresses";

const roles = ["destination", "source"] as const;

/** A registered app, with all that must be entered on Shopify's side. */
export function AppCard({
  app,
  addresses,
  children,
}: {
  app: { name: string; clientId: string; own: boolean; shops: number | null };
  addresses: AppAddresses;
  /** The form to replace the secret, if the user may. */
  children?: ReactNode;
}) {
  const scopes = scopesFor(roles, { optional: false });
  const optionalScopes = scopesFor(roles, { optional: true }).filter((scope) => !scopes.includes(scope));
  const manifest = appManifest({ ...app, ...addresses, scopes, optionalScopes });
  return (
    <section aria-label={app.name} className="grid gap-4 rounded border bg-raised p-4">
      <div>
        <h2 translate="no" className="font-semibold">
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
      <dl className="grid gap-2">
        <Address label="App URL" value={addresses.appUrl} />
        <Address label="Redirect URL" value={addresses.redirectUrl} />
        <Address label="Compliance webhook URL" value={addresses.webhookUrl} />
        <Address label="Access scopes" value={scopes.join(",")} />
        <Address label="Optional scopes" value={optionalScopes.join(",")} />
      </dl>
      <details>
        <summary className="cursor-pointer font-medium">What each scope is for</summary>
        <ul className="mt-2 grid gap-1">
          {codesOf(scopeNeeds).map((feature) => {
            const need = scopeNeeds[feature];
            return (
              <li key={feature}>
                <span>{`${need.label}${need.optional ? " (optional)" : ""}: `}</span>
                <span translate="no" className="font-mono text-[12.5px] break-all text-muted">
                  {[...new Set([...need.destination, ...need.source])].join(", ")}
                </span>
              </li>
            );
          })}
        </ul>
        <p className="mt-2 text-muted">
          In addition, request the protected customer data fields name, address, e-mail and phone: suppliers
          need them to ship.
        </p>
      </details>
      <details>
        <summary className="cursor-pointer font-medium">shopify.app.toml to copy</summary>
        <div className="mt-2 flex items-start gap-2 rounded border bg-sunken p-3">
          <pre translate="no" className="min-w-0 flex-1 overflow-x-auto font-mono text-[12px]">
            {manifest}
          </pre>
          <CopyButton text={manifest} label="Copy shopify.app.toml" />
        </div>
      </details>
      {children}
    </section>
  );
}

function Address({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid gap-x-4 md:grid-cols-[180px_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="flex items-start gap-1">
        <span translate="no" className="min-w-0 font-mono text-[12.5px] break-all">
          {value}
        </span>
        <CopyButton text={value} label={`Copy: ${label}`} />
      </dd>
    </div>
  );
}
