"use client";

import { type ReactNode, useOptimistic, useTransition } from "react";
import { Instant } from "@/components/format/instant";
import { noAnswer } from "@/components/live/no-answer";
import { Badge } from "@/components/ui/badge";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { StoreSettingsInput, StoreSettingsResult } from "@/lib/services/stores/change-store-settings";
import type { ActionResult } from "@/lib/web/define-action";

type Source = { connectionId: string; name: string; shopDomain: string; autoPush: boolean; active: boolean };

type Settings = {
  autoPush: boolean;
  partsAllowed: boolean;
  resendAbsent: boolean;
  offerNext: boolean;
  sources: Source[];
};

type Change = Omit<StoreSettingsInput, "storeId" | "connections"> & {
  connections?: { connectionId: string; autoPush: boolean }[];
};

function applied(settings: Settings, change: Change): Settings {
  return {
    autoPush: change.autoPush ?? settings.autoPush,
    partsAllowed: change.partsAllowed ?? settings.partsAllowed,
    resendAbsent: change.resendAbsent ?? settings.resendAbsent,
    offerNext: change.offerNext ?? settings.offerNext,
    sources: settings.sources.map((source) => ({
      ...source,
      autoPush:
        change.connections?.find((one) => one.connectionId === source.connectionId)?.autoPush ??
        source.autoPush,
    })),
  };
}

/** *Automatic order push* and *Partial push* of a destination store; each change is saved at once. */
export function StoreSettings({
  storeId,
  autoPushSince,
  timeZone,
  policy,
  sources,
  mayChange,
  save,
}: {
  storeId: string;
  autoPushSince: string | null;
  timeZone: string;
  policy: { partsAllowed: boolean; resendAbsent: boolean; offerNext: boolean };
  sources: Source[];
  mayChange: boolean;
  save: (input: Change & { storeId: string }) => Promise<ActionResult<StoreSettingsResult>>;
}) {
  const saved: Settings = { autoPush: autoPushSince !== null, ...policy, sources };
  const [settings, change] = useOptimistic(saved, applied);
  const [pending, startTransition] = useTransition();
  const set = (next: Change) =>
    startTransition(async () => {
      change(next);
      try {
        const answer = await save({ storeId, ...next });
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "not_found") toast.error("The store is gone, or you may not see it.");
        else toast("Saved.");
      } catch (error) {
        toast.error(noAnswer(error, "Reload the page to see what is saved."));
      }
    });

  return (
    <div className="grid gap-6" aria-busy={pending}>
      {!mayChange && (
        <p className="rounded border bg-sunken px-4 py-2.5 text-muted">
          Only owners and admins change these settings.
        </p>
      )}
      <Section id="automatic-push" title="Automatic order push">
        <Setting
          id="auto-push"
          label="Push new orders by themselves"
          hint={
            autoPushSince && settings.autoPush ? (
              <>
                On for orders created since <Instant at={autoPushSince} timeZone={timeZone} />. Orders with a
                stop or a caution (unpaid, test, free, partly shipped, archived) still wait for a person.
              </>
            ) : (
              "Orders created after it is turned on go to their suppliers as soon as they are paid. Earlier orders stay with you."
            )
          }
        >
          <Switch
            id="auto-push"
            checked={settings.autoPush}
            disabled={!mayChange}
            onCheckedChange={(autoPush) => set({ autoPush })}
          />
        </Setting>
      </Section>
      <Section id="partial-push" title="Partial push">
        <Setting
          id="parts"
          label="An order may go out in parts"
          hint="When off, automatic push waits until every synced item of an order can go."
        >
          <Switch
            id="parts"
            checked={settings.partsAllowed}
            disabled={!mayChange}
            onCheckedChange={(allowed) => set({ partsAllowed: allowed })}
          />
        </Setting>
        <Setting
          id="offer-next"
          label="Offer what a supplier refuses or gives back to the next one"
          hint="Where an item is mapped to several suppliers, automatic push tries them by rank. When off, it waits for a person."
        >
          <Switch
            id="offer-next"
            checked={settings.offerNext}
            disabled={!mayChange}
            onCheckedChange={(offerNext) => set({ offerNext })}
          />
        </Setting>
        {settings.sources.map((source) => (
          <Setting
            key={source.connectionId}
            id={source.connectionId}
            label={source.name}
            hint={source.shopDomain}
            badge={
              source.active ? null : (
                <Badge tone="amber" pip="empty">
                  Not connected
                </Badge>
              )
            }
          >
            <Select
              id={source.connectionId}
              value={source.autoPush ? "auto" : "hand"}
              disabled={!mayChange}
              onChange={(event) =>
                set({
                  connections: [
                    { connectionId: source.connectionId, autoPush: event.target.value === "auto" },
                  ],
                })
              }
              className="w-40"
            >
              <option value="auto">Automatically</option>
              <option value="hand">By hand only</option>
            </Select>
          </Setting>
        ))}
      </Section>
      <Section id="uncertain" title="When a supplier's answer was lost">
        <Setting
          id="resend-absent"
          label="Send again what was proved absent"
          hint="An order whose answer was lost is looked up until it is found, or until two look-ups late enough prove that it is not there. When off, a person decides then."
        >
          <Switch
            id="resend-absent"
            checked={settings.resendAbsent}
            disabled={!mayChange}
            onCheckedChange={(resendAbsent) => set({ resendAbsent })}
          />
        </Setting>
      </Section>
    </div>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-16">
      <h2 id={`${id}-title`} className="mb-2 font-semibold">
        {title}
      </h2>
      <div className="divide-y rounded border bg-raised">{children}</div>
    </section>
  );
}

function Setting({
  id,
  label,
  hint,
  badge,
  children,
}: {
  id: string;
  label: string;
  hint: ReactNode;
  badge?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex items-center gap-4 px-4 py-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>{" "}
        {badge}
        <p className="text-[12.5px] text-muted">{hint}</p>
      </div>
      {children}
    </div>
  );
}
