"use client";

import { type ReactNode, useOptimistic, useTransition } from "react";
import { Instant } from "@/components/format/instant";
import { noAnswer } from "@/components/live/no-answer";
import { Badge } from "@/components/ui/badge";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import {
  pickSwitches,
  type StoreSwitches,
  type SwitchSection,
  storeSwitches,
} from "@/lib/domain/stores/store-switch";
import { codesOf } from "@/lib/domain/values/code-table";
import type { StoreSettingsInput, StoreSettingsResult } from "@/lib/services/stores/change-store-settings";
import type { ActionResult } from "@/lib/web/define-action";
import { StartAutomaticPush, type Starting } from "./moving/start-automatic-push";
import { Setting, SwitchSetting } from "./setting";

type Source = { connectionId: string; name: string; shopDomain: string; autoPush: boolean; active: boolean };

type Settings = { autoPush: boolean; switches: StoreSwitches; sources: Source[] };

type Change = Omit<StoreSettingsInput, "storeId" | "connections"> & {
  connections?: { connectionId: string; autoPush: boolean }[];
};

function applied(settings: Settings, change: Change): Settings {
  return {
    autoPush: change.autoPush ?? settings.autoPush,
    switches: { ...settings.switches, ...pickSwitches(change) },
    sources: settings.sources.map((source) => ({
      ...source,
      autoPush:
        change.connections?.find((one) => one.connectionId === source.connectionId)?.autoPush ??
        source.autoPush,
    })),
  };
}

/** The settings *Automatic order push* and *Partial push* of a destination store. Each change is saved at once. */
export function StoreSettings({
  storeId,
  autoPushSince,
  timeZone,
  switches,
  sources,
  mayChange,
  save,
  moving,
  look,
  begin,
}: {
  storeId: string;
  autoPushSince: string | null;
  timeZone: string;
  switches: StoreSwitches;
  sources: Source[];
  mayChange: boolean;
  save: (input: Change & { storeId: string }) => Promise<ActionResult<StoreSettingsResult>>;
} & Pick<Starting, "moving" | "look" | "begin">) {
  const saved: Settings = { autoPush: autoPushSince !== null, switches, sources };
  const [settings, change] = useOptimistic(saved, applied);
  const [pending, startTransition] = useTransition();
  const set = (next: Change) =>
    startTransition(async () => {
      change(next);
      try {
        const answer = await save({ storeId, ...next });
        if (!answer.ok) toast.error(answer.error.message);
        else if (answer.value.kind === "not_found")
          toast.error("The store no longer exists, or you do not have access to it.");
        else toast("Saved.");
      } catch (error) {
        toast.error(noAnswer(error, "Reload the page to see what is saved."));
      }
    });

  return (
    <div className="grid gap-6" aria-busy={pending}>
      {!mayChange && (
        <p className="rounded border bg-sunken px-4 py-2.5 text-muted">
          Only owners and admins can change these settings.
        </p>
      )}
      <Section id="automatic-push" title="Automatic order push">
        <StartAutomaticPush
          storeId={storeId}
          since={settings.autoPush ? autoPushSince : null}
          hint={<AutoPushHint since={settings.autoPush ? autoPushSince : null} timeZone={timeZone} />}
          timeZone={timeZone}
          mayChange={mayChange}
          turnOff={() => set({ autoPush: false })}
          {...{ moving, look, begin }}
        />
      </Section>
      <Section id="partial-push" title="Partial push">
        <Switches section="partial_push" {...{ settings, mayChange, set }} />
        {settings.sources.map((source) => (
          <SourceSetting
            key={source.connectionId}
            source={source}
            disabled={!mayChange}
            onChange={(autoPush) => set({ connections: [{ connectionId: source.connectionId, autoPush }] })}
          />
        ))}
      </Section>
      <Section id="uncertain" title="When the response of a supplier's shop is lost">
        <Switches section="uncertain" {...{ settings, mayChange, set }} />
      </Section>
    </div>
  );
}

/** The on-off settings of a section. */
function Switches({
  section,
  settings,
  mayChange,
  set,
}: {
  section: SwitchSection;
  settings: Settings;
  mayChange: boolean;
  set: (change: Change) => void;
}) {
  return codesOf(storeSwitches)
    .filter((key) => storeSwitches[key].section === section)
    .map((key) => (
      <SwitchSetting
        key={key}
        id={key}
        label={storeSwitches[key].label}
        hint={storeSwitches[key].hint}
        checked={settings.switches[key]}
        disabled={!mayChange}
        onChange={(on) => set({ [key]: on })}
      />
    ));
}

function AutoPushHint({ since, timeZone }: { since: string | null; timeZone: string }) {
  if (since === null) {
    return "When on, new orders are pushed to their suppliers as soon as they are paid. Orders from before are not pushed automatically.";
  }
  return (
    <>
      On for orders created since <Instant at={since} timeZone={timeZone} />. Orders with a stop or a caution
      (unpaid, test, free, partly shipped, archived) still wait for a user.
    </>
  );
}

function SourceSetting({
  source,
  disabled,
  onChange,
}: {
  source: Source;
  disabled: boolean;
  onChange: (autoPush: boolean) => void;
}) {
  const badge = (
    <Badge tone="amber" pip="empty">
      Not connected
    </Badge>
  );
  return (
    <Setting
      id={source.connectionId}
      label={source.name}
      hint={source.shopDomain}
      badge={source.active ? null : badge}
    >
      <Select
        id={source.connectionId}
        value={source.autoPush ? "auto" : "manual"}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value === "auto")}
        className="w-40"
      >
        <option value="auto">Automatically</option>
        <option value="manual">Manually only</option>
      </Select>
    </Setting>
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
