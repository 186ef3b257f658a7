import { type StoreRole, scopeNeeds } from "@/lib/domain/installations/access-scopes";
import { codesOf } from "@/lib/domain/values/code-table";

const roles: readonly { role: StoreRole; label: string }[] = [
  { role: "destination", label: "Destination store" },
  { role: "source", label: "Source store" },
];

/** The access scopes of each feature, by the role of the store. */
export function ScopeTable() {
  return (
    <ul className="grid gap-3">
      {codesOf(scopeNeeds).map((feature) => (
        <Feature key={feature} {...scopeNeeds[feature]} />
      ))}
    </ul>
  );
}

function Feature(need: (typeof scopeNeeds)[keyof typeof scopeNeeds]) {
  const notes = [
    need.optional && "optional",
    need.later && "not used yet",
    need.approval && "Shopify must approve it first",
  ].filter((note) => note !== false && note !== undefined);
  return (
    <li>
      <p>
        <span className="font-medium">{need.label}</span>
        {notes.length > 0 && <span className="text-muted">{` (${notes.join(", ")})`}</span>}
      </p>
      <dl className="mt-0.5 grid gap-x-4 text-[12.5px] md:grid-cols-[140px_minmax(0,1fr)]">
        {roles.map(({ role, label }) => (
          <div key={role} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd translate="no" className="font-mono break-words">
              {need[role].length > 0 ? (
                need[role].join(", ")
              ) : (
                <>
                  <span aria-hidden="true">—</span>
                  <span className="sr-only">none</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
