import type { ReactNode } from "react";
import { Switch } from "@/components/ui/switch";

type Described = { id: string; label: string; hint: ReactNode };

/** One setting: its label and explanation, and the control with the same id. */
export function Setting({
  id,
  label,
  hint,
  badge,
  children,
}: Described & { badge?: ReactNode; children: ReactNode }) {
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

/** A setting that is on or off. */
export function SwitchSetting({
  checked,
  disabled,
  onChange,
  ...described
}: Described & { checked: boolean; disabled: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Setting {...described}>
      <Switch id={described.id} checked={checked} disabled={disabled} onCheckedChange={onChange} />
    </Setting>
  );
}
