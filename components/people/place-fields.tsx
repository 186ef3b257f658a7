"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { type Role, roles } from "@/lib/domain/people/role";

/** A role and the merchants that it is limited to; null means all. */
export type Place = { role: Role; merchantIds: string[] | null };

/** The fields for a role and the merchants that a member sees. */
export function PlaceFields({
  place,
  roleChoices,
  merchants,
  onChange,
}: {
  place: Place;
  roleChoices: readonly Role[];
  merchants: readonly { id: string; name: string }[];
  onChange: (place: Place) => void;
}) {
  const id = useId();
  const chosen = new Set(place.merchantIds ?? []);
  const toggle = (merchantId: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(merchantId);
    else next.delete(merchantId);
    onChange({ ...place, merchantIds: [...next] });
  };
  return (
    <>
      <div className="grid gap-1.5">
        <label htmlFor={`${id}-role`} className="font-medium">
          Role
        </label>
        <Select
          id={`${id}-role`}
          value={place.role}
          onChange={({ target }) => {
            const role = roleChoices.find((each) => each === target.value);
            if (role) onChange({ ...place, role });
          }}
        >
          {roleChoices.map((role) => (
            <option key={role} value={role}>
              {roles[role].label}
            </option>
          ))}
        </Select>
        <p className="text-[12.5px] text-muted">{roles[place.role].hint}</p>
      </div>
      <div className="grid gap-1.5">
        <label htmlFor={`${id}-merchants`} className="font-medium">
          Merchants
        </label>
        <Select
          id={`${id}-merchants`}
          value={place.merchantIds === null ? "all" : "some"}
          onChange={({ target }) =>
            onChange({ ...place, merchantIds: target.value === "all" ? null : [...chosen] })
          }
        >
          <option value="all">All merchants</option>
          <option value="some" disabled={merchants.length === 0}>
            Some merchants
          </option>
        </Select>
        {place.merchantIds !== null && (
          <fieldset className="grid max-h-48 gap-1 overflow-y-auto rounded border p-2">
            <legend className="sr-only">Merchants that this member sees</legend>
            {merchants.map((merchant) => (
              <label
                key={merchant.id}
                htmlFor={`${id}-${merchant.id}`}
                className="flex items-center gap-2 rounded px-1 py-0.5"
              >
                <Checkbox
                  id={`${id}-${merchant.id}`}
                  checked={chosen.has(merchant.id)}
                  onCheckedChange={(on) => toggle(merchant.id, on === true)}
                />
                <span translate="no">{merchant.name}</span>
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </>
  );
}
