import Link from "next/link";
import { Instant } from "@/components/format/instant";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { scopeNeeds } from "@/lib/domain/installations/access-scopes";
import { entryOf } from "@/lib/domain/values/code-table";
import type { StoreHealth } from "@/lib/services/stores/read-store-health";

/** The connection of a store with its shop: app, access scopes, and what is missing, with the remedy. */
export function StoreHealthCard({
  health,
  store,
  mayConnect,
}: {
  health: StoreHealth;
  store: { shopDomain: string; timeZone: string };
  mayConnect: boolean;
}) {
  const { missing } = health;
  const broken = !health.installed || missing.some(({ optional }) => !optional);
  const again = `/stores/connect?${new URLSearchParams({ app: health.app.handle, shop: store.shopDomain })}`;
  return (
    <section aria-labelledby="connection">
      <h2 id="connection" className="mb-2 font-semibold">
        Connection with Shopify
      </h2>
      <div className="grid gap-3 rounded border bg-raised px-4 py-3">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {health.installed ? (
            <Badge tone="green" pip="full">
              Installed
            </Badge>
          ) : (
            <Badge tone="red" pip="cross">
              Not installed
            </Badge>
          )}
          <span translate="no">{health.app.name}</span>
          <span className="text-muted">
            <span>connected </span>
            <Instant at={health.connectedAt.toISOString()} timeZone={store.timeZone} />
            {health.plan && <span translate="no">{` · ${health.plan}`}</span>}
          </span>
        </p>
        {missing.length === 0 ? (
          <p className="text-muted">All access scopes are granted.</p>
        ) : (
          <ul className="grid gap-1">
            {missing.map(({ feature, scopes, optional }) => (
              <li key={feature}>
                <span className={optional ? "text-muted" : "text-red"}>
                  {`${optional ? "Not granted, optional" : "Missing"}: ${entryOf(scopeNeeds, feature)?.label ?? feature} `}
                </span>
                <span translate="no" className="font-mono text-[12.5px] break-all text-muted">
                  {scopes.join(", ")}
                </span>
              </li>
            ))}
          </ul>
        )}
        {mayConnect && (missing.length > 0 || !health.installed) && (
          <div>
            <Button asChild variant={broken ? "primary" : "outline"}>
              <Link href={again}>Authorize again</Link>
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
