"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { counted } from "@/lib/domain/values/counted";

/** The choice of suppliers for a push of several orders. */
export function SupplierChoice({
  suppliers,
  chosen,
  onChange,
}: {
  suppliers: { id: string; name: string; orders: number }[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const id = useId();
  if (suppliers.length === 0) return <p>None of these orders has an item that is synced to a supplier.</p>;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">Suppliers</legend>
      {suppliers.map((supplier) => (
        <div key={supplier.id} className="flex items-center gap-2.5">
          <Checkbox
            id={`${id}-${supplier.id}`}
            checked={chosen.has(supplier.id)}
            onCheckedChange={(checked) => {
              const after = new Set(chosen);
              if (checked === true) after.add(supplier.id);
              else after.delete(supplier.id);
              onChange(after);
            }}
          />
          <label htmlFor={`${id}-${supplier.id}`} className="flex-1" translate="no">
            {supplier.name}
          </label>
          <span className="text-muted">{counted(supplier.orders, "order")}</span>
        </div>
      ))}
    </fieldset>
  );
}
