"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Select } from "@/components/ui/select";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";
import { readScopeParams, withScopeParams } from "@/lib/order-list/scope-params";

/**
 * Narrows every page to a merchant or a store. The choice is part of the address, so that a shared link shows the same
 * page. On an order's page it leads back to the list.
 */
export function ScopeSwitch({ choices, onNavigate }: { choices: ScopeChoice[]; onNavigate?: () => void }) {
  const router = useRouter();
  const pathname = usePathname();
  const query = useSearchParams();
  const scope = readScopeParams(query);
  const value = scope.store ? `store ${scope.store}` : scope.merchant ? `merchant ${scope.merchant}` : "";
  const choose = (next: string) => {
    const [kind, id = null] = next.split(" ");
    const page = /^\/orders\//.test(pathname) ? "/orders" : pathname;
    const kept = new URLSearchParams(query);
    for (const place of ["after", "before"]) kept.delete(place);
    const chosen = { merchant: kind === "merchant" ? id : null, store: kind === "store" ? id : null };
    router.push(withScopeParams(page === pathname ? `${page}?${kept}` : page, chosen));
    onNavigate?.();
  };
  if (choices.length === 1 && choices[0]?.stores.length === 1) return null;
  return (
    <Select
      aria-label="Show"
      value={value}
      onChange={(event) => choose(event.target.value)}
      className="w-full"
    >
      <option value="">All merchants</option>
      {choices.map((choice) =>
        choice.id === null ? (
          <optgroup key="none" label="Without a merchant">
            {choice.stores.map((store) => (
              <option key={store.id} value={`store ${store.id}`} translate="no">
                {store.name}
              </option>
            ))}
          </optgroup>
        ) : (
          <optgroup key={choice.id} label={choice.name ?? "A merchant"}>
            <option value={`merchant ${choice.id}`} translate="no">
              {choice.name}
            </option>
            {choice.stores.length > 1 &&
              choice.stores.map((store) => (
                <option key={store.id} value={`store ${store.id}`} translate="no">
                  {store.name}
                </option>
              ))}
          </optgroup>
        ),
      )}
    </Select>
  );
}
