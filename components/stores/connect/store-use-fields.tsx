"use client";

import { type ReactNode, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { ChosenMerchant } from "@/lib/services/stores/merchants/choose-merchant";
import type { ConnectChoices } from "@/lib/services/stores/read-connect-choices";

/** What a store is for, and the roles that follow. */
const uses = {
  destination: { label: "Destination: shoppers order here", roles: ["destination"] },
  source: { label: "Source: a supplier ships from here", roles: ["source"] },
  both: { label: "Both", roles: ["destination", "source"] },
} as const satisfies Record<string, { label: string; roles: readonly StoreRole[] }>;

const isUse = (text: string): text is keyof typeof uses => Object.hasOwn(uses, text);
const NEW = "new";
const NONE = "none";

type Merchants = ConnectChoices["merchants"];
type StoreUse = ReturnType<typeof useStoreUse>;

/** The choice of what a store is for, and of its merchant. `chosen` reads it when the form is sent. */
export function useStoreUse(merchants: Merchants) {
  const [role, setRole] = useState<keyof typeof uses>("destination");
  const [merchant, setMerchant] = useState(merchants[0]?.id ?? NEW);
  const chosen = (data: FormData): { roles: StoreRole[]; merchant: ChosenMerchant } => ({
    roles: [...uses[role].roles],
    merchant: chosenMerchant(role === "source" ? NONE : merchant, String(data.get("merchantName") ?? "")),
  });
  return { role, setRole, merchant, setMerchant, chosen };
}

/** What the store is for, and for a destination store its merchant. */
export function StoreUseFields({ id, merchants, use }: { id: string; merchants: Merchants; use: StoreUse }) {
  return (
    <>
      <Labelled id={`${id}-use`} label="What the store is for">
        <Select
          id={`${id}-use`}
          value={use.role}
          onChange={({ target }) => isUse(target.value) && use.setRole(target.value)}
        >
          {Object.entries(uses).map(([key, { label }]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </Select>
      </Labelled>
      {use.role !== "source" && (
        <MerchantFields {...{ id, merchants, merchant: use.merchant }} onChange={use.setMerchant} />
      )}
    </>
  );
}

function chosenMerchant(chosen: string, name: string): ChosenMerchant {
  if (chosen === NONE) return { kind: "none" };
  return chosen === NEW ? { kind: "new", name } : { kind: "known", id: chosen };
}

function MerchantFields({
  id,
  merchants,
  merchant,
  onChange,
}: {
  id: string;
  merchants: Merchants;
  merchant: string;
  onChange: (merchant: string) => void;
}) {
  return (
    <>
      <Labelled id={`${id}-merchant`} label="Merchant" hint="The client whose store it is.">
        <Select
          id={`${id}-merchant`}
          value={merchant}
          onChange={({ target }) => onChange(target.value)}
          aria-describedby={`${id}-merchant-hint`}
        >
          {merchants.map(({ id: merchantId, name }) => (
            <option key={merchantId} value={merchantId}>
              {name}
            </option>
          ))}
          <option value={NEW}>A new merchant</option>
        </Select>
      </Labelled>
      {merchant === NEW && (
        <Labelled id={`${id}-name`} label="Name of the new merchant">
          <Input id={`${id}-name`} name="merchantName" required maxLength={200} autoComplete="off" />
        </Labelled>
      )}
    </>
  );
}

/** A field with its label and an optional hint. */
export function Labelled({
  id,
  label,
  hint,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-[12.5px] text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
