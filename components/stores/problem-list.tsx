import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { Instant } from "@/components/format/instant";
import type { ResponsibleParty } from "@/lib/domain/installations/cause";
import { explainProblem, type ProblemData } from "@/lib/domain/installations/problem";
import { AuthorizeButton, type AuthorizeStore } from "./connect/authorize-button";
import { problemLink } from "./problem-actions";

type OpenProblem = { id: string; kind: string; data: ProblemData; openedAt: Date };

/** Null when no user has to act, because Crossdock continues automatically. */
const parties: Readonly<Record<ResponsibleParty, string | null>> = {
  crossdock: null,
  agency: "your team",
  shop_owner: "the store's owner",
  supplier: "the supplier",
  shopify: "Shopify",
};

/** The open problems of a store: what happened, what to do, who acts, and where. */
export function ProblemList({
  problems,
  store,
  shopifyBaseUrl,
  authorize,
}: {
  problems: readonly OpenProblem[];
  store: { id: string; shopDomain: string; timeZone: string };
  shopifyBaseUrl: string | null;
  /** Connects the store again; null for a user who may not. */
  authorize: AuthorizeStore | null;
}) {
  return (
    <ul className="grid gap-2" aria-label="Problems">
      {problems.map(({ id, kind, data, openedAt }) => {
        const { label, message, remedy, responsible, action } = explainProblem(kind, data);
        const party = responsible && parties[responsible];
        const connects = action === "connect_again";
        const link = action && !connects && problemLink(action, store.shopDomain, shopifyBaseUrl);
        return (
          <li key={id} className="grid gap-1 rounded bg-red-wash px-4 py-2.5">
            <h2 className="font-semibold text-red">{label}</h2>
            <p>
              {message} {remedy}
            </p>
            {connects && authorize && (
              <div className="flex flex-wrap items-center gap-2">
                <AuthorizeButton storeId={store.id} authorize={authorize} label="Connect the store again" />
              </div>
            )}
            {link && (
              <p>
                <ProblemAnchor {...link} />
              </p>
            )}
            <p className="text-muted">
              Since <Instant at={openedAt.toISOString()} timeZone={store.timeZone} />.
              {party && <span>{` Action needed from: ${party}.`}</span>}
              <span> Crossdock closes the problem when a later call shows that it is gone.</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function ProblemAnchor({ label, href }: { label: string; href: string }) {
  const look = "inline-flex items-center gap-1 font-medium text-accent underline underline-offset-2";
  if (href.startsWith("/")) {
    return (
      <Link href={href} className={look}>
        {label}
      </Link>
    );
  }
  return (
    <a href={href} target="_blank" rel="noreferrer" className={look}>
      {label}
      <ExternalLink className="size-3" aria-hidden="true" />
    </a>
  );
}
