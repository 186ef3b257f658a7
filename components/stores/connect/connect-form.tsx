"use client";

import { type FormEvent, useId } from "react";
import { useRequest } from "@/components/live/use-request";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ProblemText } from "@/components/ui/problem-text";
import { Select } from "@/components/ui/select";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { BeginGrantResult } from "@/lib/services/installations/begin-grant";
import type { ChosenMerchant } from "@/lib/services/stores/claim-install";
import type { ConnectChoices } from "@/lib/services/stores/read-connect-choices";
import type { ActionResult } from "@/lib/web/define-action";
import { Labelled, StoreUseFields, useStoreUse } from "./store-use-fields";

type Begin = (input: {
  app: string;
  shop: string;
  roles: StoreRole[];
  oldOrders: boolean;
  merchant: ChosenMerchant;
}) => Promise<ActionResult<BeginGrantResult | { kind: "limited" | "unknown_shop" }>>;

const problems = {
  limited: "Only a member who sees all merchants connects stores.",
  unknown_shop:
    "This is no Shopify shop. Enter its myshopify.com domain, such as harbour.myshopify.com. It is in Shopify's admin under Settings, Domains.",
  unknown_app: "This Shopify app is not registered here any more. Reload the page.",
  unknown_merchant: "This merchant no longer exists. Reload the page.",
};

/** The form that begins to connect a shop, and goes on to Shopify's consent page. */
export function ConnectForm({
  choices: { apps, merchants },
  initial,
  begin,
}: {
  choices: ConnectChoices;
  initial: { app: string | null; shop: string | null };
  begin: Begin;
}) {
  const id = useId();
  const use = useStoreUse(merchants);
  const { problem, pending, send } = useRequest("Begin again: nothing is connected yet.");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "");
    send(
      () =>
        begin({
          app: text("app"),
          shop: text("shop"),
          oldOrders: data.has("oldOrders"),
          ...use.chosen(data),
        }),
      (answer) => {
        if (answer.kind !== "begun") return problems[answer.kind];
        window.location.assign(answer.url);
        return new Promise(() => {});
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid max-w-[520px] gap-4">
      <Labelled id={`${id}-app`} label="Shopify app">
        <Select id={`${id}-app`} name="app" defaultValue={initial.app ?? apps[0]?.handle}>
          {apps.map((app) => (
            <option key={app.handle} value={app.handle}>
              {app.name}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled
        id={`${id}-shop`}
        label="Shop"
        hint="Its myshopify.com domain, or its address in Shopify's admin."
      >
        <Input
          id={`${id}-shop`}
          name="shop"
          required
          maxLength={500}
          placeholder="harbour.myshopify.com"
          defaultValue={initial.shop ?? ""}
          aria-describedby={`${id}-shop-hint`}
          autoComplete="off"
          spellCheck={false}
        />
      </Labelled>
      <StoreUseFields id={id} merchants={merchants} use={use} />
      <OptionalAccess id={id} />
      <ProblemText>{problem}</ProblemText>
      <div>
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? "Going to Shopify…" : "Continue on Shopify"}
        </Button>
      </div>
    </form>
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
