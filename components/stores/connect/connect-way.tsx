import { Select } from "@/components/ui/select";
import { codesOf, isCodeOf } from "@/lib/domain/values/code-table";
import { Labelled } from "./store-use-fields";

/** How Shopify is asked for the access: through a consent page, or with the app's client credentials. */
export type Way = "consent" | "own";

const ways: Readonly<Record<Way, string>> = {
  consent: "Somebody confirms it on Shopify's page",
  own: "By the app itself, in a shop of its own organization",
};

/** The text of the button, before and after it was pressed. */
export const sendLabels: Readonly<Record<Way, { ready: string; pending: string }>> = {
  consent: { ready: "Continue on Shopify", pending: "Going to Shopify…" },
  own: { ready: "Connect the store", pending: "Connecting…" },
};

export function WayField({ id, way, onChange }: { id: string; way: Way; onChange: (way: Way) => void }) {
  return (
    <Labelled
      id={id}
      label="How the access is given"
      hint="An app gets access by itself only to shops of its own Shopify organization, on which it is installed."
    >
      <Select
        id={id}
        value={way}
        onChange={({ target }) => isCodeOf(ways, target.value) && onChange(target.value)}
        aria-describedby={`${id}-hint`}
      >
        {codesOf(ways).map((code) => (
          <option key={code} value={code}>
            {ways[code]}
          </option>
        ))}
      </Select>
    </Labelled>
  );
}
