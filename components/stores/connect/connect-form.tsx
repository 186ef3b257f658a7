"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import { Select } from "@/components/ui/select";
import { appDistributions } from "@/lib/domain/installations/apps/app-distribution";
import type { ConnectChoices } from "@/lib/services/stores/read-connect-choices";
import { sendLabels, type Way, WayField } from "./connect-way";
import { InstallInShopify } from "./install-in-shopify";
import { Labelled, StoreUseFields, useStoreUse } from "./store-use-fields";
import { type Begin, type ConnectOwn, useConnect } from "./use-connect";

/** The form that begins to connect a shop, and goes on to Shopify's consent page. */
export function ConnectForm({
  choices: { apps, merchants },
  initial,
  begin,
  connectOwn,
}: {
  choices: ConnectChoices;
  initial: { app: string | null; shop: string | null };
  begin: Begin;
  connectOwn: ConnectOwn;
}) {
  const id = useId();
  const use = useStoreUse(merchants);
  const first = apps.find(({ handle }) => handle === initial.app) ?? apps[0];
  const [app, setApp] = useState(first?.handle ?? "");
  const [way, setWay] = useState<Way>("consent");
  const chosen = apps.find(({ handle }) => handle === app);
  const mayBeOwn = chosen?.own ?? false;
  const isPublic = chosen !== undefined && appDistributions[chosen.distribution].begins === "in_shopify";
  const isOwn = mayBeOwn && way === "own";
  const { problem, pending, askShopify, connect } = useConnect({ begin, connectOwn });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "");
    const wanted = { app, shop: text("shop"), oldOrders: data.has("oldOrders"), ...use.chosen(data) };
    (isOwn ? connect : askShopify)(wanted);
  };
  return (
    <form onSubmit={submit} className="grid max-w-[520px] gap-4">
      <Labelled id={`${id}-app`} label="Shopify app">
        <Select id={`${id}-app`} name="app" value={app} onChange={({ target }) => setApp(target.value)}>
          {apps.map(({ handle, name }) => (
            <option key={handle} value={handle}>
              {name}
            </option>
          ))}
        </Select>
      </Labelled>
      {isPublic ? (
        <InstallInShopify />
      ) : (
        <>
          <ShopField id={`${id}-shop`} initial={initial.shop} />
          {mayBeOwn && <WayField id={`${id}-way`} way={way} onChange={setWay} />}
          <StoreUseFields id={id} merchants={merchants} use={use} />
          {!isOwn && <OptionalAccess id={id} />}
          <ProblemText>{problem}</ProblemText>
          <div>
            <Button type="submit" variant="primary" disabled={pending}>
              {sendLabels[isOwn ? "own" : "consent"][pending ? "pending" : "ready"]}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function ShopField({ id, initial }: { id: string; initial: string | null }) {
  return (
    <Labelled id={id} label="Shop" hint="Its myshopify.com domain, or its address in Shopify's admin.">
      <Input
        id={id}
        name="shop"
        required
        maxLength={500}
        placeholder="harbour.myshopify.com"
        defaultValue={initial ?? ""}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        spellCheck={false}
      />
    </Labelled>
  );
}

function OptionalAccess({ id }: { id: string }) {
  return (
    <details>
      <summary className="cursor-pointer font-medium">Optional access</summary>
      <label className="mt-2 flex items-center gap-2">
        <input
          type="checkbox"
          name="oldOrders"
          className="size-4 accent-(--accent)"
          aria-describedby={`${id}-old-hint`}
        />
        <span>Read orders that are older than 60 days</span>
      </label>
      <p id={`${id}-old-hint`} className="mt-1 text-[12.5px] text-muted">
        Only if Shopify has approved it for this app: otherwise Shopify refuses the installation.
      </p>
    </details>
  );
}
