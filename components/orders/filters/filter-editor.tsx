"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { codesOf } from "@/lib/domain/values/code-table";
import { type DateChoice, isDay, presetNames } from "@/lib/order-list/date-range";
import type { FilterParams } from "@/lib/order-list/list-params";
import {
  type ChoiceFilter,
  type FilterKind,
  type FilterOptions,
  filters,
  type Option,
  zonesText,
} from "./filter-kinds";

type Apply = (params: FilterParams) => void;

/** The form of one filter. Its button applies it. */
export function FilterEditor({
  kind,
  params,
  options,
  onApply,
}: {
  kind: FilterKind;
  params: FilterParams;
  options: FilterOptions;
  onApply: Apply;
}) {
  const filter = filters[kind];
  switch (filter.form) {
    case "date":
      return (
        <DateForm
          date={params.date}
          timeZones={options.timeZones}
          onApply={(date) => onApply({ ...params, date })}
        />
      );
    case "amount":
      return <AmountForm params={params} onApply={onApply} />;
    case "choice":
      return (
        <ChoiceForm
          filter={filter}
          options={options[filter.kind]}
          chosen={filter.chosen(params)}
          onApply={(values) => onApply(filter.choose(params, values))}
        />
      );
  }
}

function FilterForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      className="grid gap-2"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <Button type="submit" variant="primary" size="small">
        Apply
      </Button>
    </form>
  );
}

/** The values of which an order must have one. */
function ChoiceForm({
  filter: { label, single, free },
  options,
  chosen,
  onApply,
}: {
  filter: ChoiceFilter;
  options: Option[];
  chosen: string[];
  onApply: (values: string[]) => void;
}) {
  const id = useId();
  const [values, setValues] = useState(chosen);
  const [text, setText] = useState("");
  const known = new Set(options.map((option) => option.value));
  const all = [
    ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value })),
    ...options,
  ];
  const typed = text.trim();
  const shown = all.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  const toggle = (value: string) =>
    setValues((before) => {
      if (single) return [value];
      return before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    });
  const submit = () => {
    const exact = shown.length === 1 ? shown[0]?.value : undefined;
    const extra = typed === "" ? [] : [exact ?? typed];
    const wanted = single
      ? extra[0] && exact
        ? extra
        : values
      : [...values, ...(free || exact ? extra : [])];
    onApply([...new Set(wanted)]);
  };
  return (
    <FilterForm onSubmit={submit}>
      {(free || all.length > 8) && (
        <Input
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label={free ? `${label}: find or type one` : `${label}: find one`}
          placeholder={free ? "Find or type one" : "Find one"}
          maxLength={200}
          autoComplete="off"
        />
      )}
      <fieldset className="grid max-h-64 overflow-y-auto">
        <legend className="sr-only">{label}</legend>
        {shown.map(({ value, label }) => (
          <label
            key={value}
            htmlFor={`${id}-${value}`}
            className="flex min-h-8 items-center gap-2.5 rounded px-2 py-1 hover:bg-sunken"
          >
            <input
              id={`${id}-${value}`}
              type={single ? "radio" : "checkbox"}
              name={id}
              checked={values.includes(value)}
              onChange={() => toggle(value)}
              className="size-4 shrink-0 accent-(--accent)"
            />
            <bdi translate="no" className="min-w-0 truncate" title={label}>
              {label}
            </bdi>
          </label>
        ))}
        {shown.length === 0 && (
          <p className="px-2 py-1 text-muted">
            {free && typed
              ? `Enter applies “${typed}”.`
              : free
                ? "The newest orders have none."
                : "None has that name."}
          </p>
        )}
      </fieldset>
    </FilterForm>
  );
}

function DateForm({
  date,
  timeZones,
  onApply,
}: {
  date: DateChoice | null;
  timeZones: readonly string[];
  onApply: (date: DateChoice | null) => void;
}) {
  const id = useId();
  const own = date && !("preset" in date) ? date : { from: null, to: null };
  const [preset, setPreset] = useState(date && "preset" in date ? date.preset : null);
  const [from, setFrom] = useState(own.from ?? "");
  const [to, setTo] = useState(own.to ?? "");
  const submit = () => {
    if (preset) return onApply({ preset });
    const range = { from: isDay(from) ? from : null, to: isDay(to) ? to : null };
    onApply(range.from || range.to ? range : null);
  };
  return (
    <FilterForm onSubmit={submit}>
      <fieldset className="grid">
        <legend className="sr-only">Date</legend>
        {[...codesOf(presetNames), null].map((name) => (
          <label
            key={name ?? "own"}
            htmlFor={`${id}-${name}`}
            className="flex min-h-8 items-center gap-2.5 rounded px-2 hover:bg-sunken"
          >
            <input
              id={`${id}-${name}`}
              type="radio"
              name={id}
              checked={preset === name}
              onChange={() => setPreset(name)}
              className="size-4 accent-(--accent)"
            />
            <span>{name ? presetNames[name] : "Custom range"}</span>
          </label>
        ))}
      </fieldset>
      <p className="max-w-64 px-2 text-[12px] text-muted">{zonesText(timeZones)}</p>
      {preset === null && (
        <div className="grid gap-2">
          <label className="grid gap-1 text-muted" htmlFor={`${id}-from`}>
            From
            <Input
              id={`${id}-from`}
              type="date"
              value={from}
              max={to}
              onChange={(event) => setFrom(event.target.value)}
            />
          </label>
          <label className="grid gap-1 text-muted" htmlFor={`${id}-to`}>
            Until
            <Input
              id={`${id}-to`}
              type="date"
              value={to}
              min={from}
              onChange={(event) => setTo(event.target.value)}
            />
          </label>
        </div>
      )}
    </FilterForm>
  );
}

const AMOUNT = "\\d{1,9}([.,]\\d{1,3})?";

function AmountForm({ params, onApply }: { params: FilterParams; onApply: Apply }) {
  const id = useId();
  const [min, setMin] = useState(params.paidMin ?? "");
  const [max, setMax] = useState(params.paidMax ?? "");
  const read = (text: string) => text.trim().replace(",", ".") || null;
  return (
    <FilterForm onSubmit={() => onApply({ ...params, paidMin: read(min), paidMax: read(max) })}>
      <div className="grid grid-cols-2 gap-2">
        <label className="grid gap-1 text-muted" htmlFor={`${id}-min`}>
          At least
          <Input
            id={`${id}-min`}
            inputMode="decimal"
            pattern={AMOUNT}
            title="A number such as 12 or 12.50"
            value={min}
            onChange={(event) => setMin(event.target.value)}
          />
        </label>
        <label className="grid gap-1 text-muted" htmlFor={`${id}-max`}>
          At most
          <Input
            id={`${id}-max`}
            inputMode="decimal"
            pattern={AMOUNT}
            title="A number such as 12 or 12.50"
            value={max}
            onChange={(event) => setMax(event.target.value)}
          />
        </label>
      </div>
      <p className="text-[12px] text-muted">In each order's own currency.</p>
    </FilterForm>
  );
}
