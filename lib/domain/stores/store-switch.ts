import { codesOf } from "@/lib/domain/values/code-table";

/**
 * The on-off settings of a destination store. Each is a column of the same name in the table `store`. Automatic order
 * push is not among them: it stores since when it is on.
 */
type StoreSwitch = "partsAllowed" | "offerNext" | "resendAbsent";

/** Where a setting appears on the store's page. */
export type SwitchSection = "partial_push" | "uncertain";

type SwitchEntry = {
  section: SwitchSection;
  label: string;
  /** What the setting changes, and what happens when it is off. */
  hint: string;
};

/** Every setting, in the order of the page. */
export const storeSwitches: Readonly<Record<StoreSwitch, SwitchEntry>> = {
  partsAllowed: {
    section: "partial_push",
    label: "Push an order in parts",
    hint: "When off, automatic push waits until all synced items of an order can be pushed.",
  },
  offerNext: {
    section: "partial_push",
    label: "Offer refused or returned items to the next supplier",
    hint: "If an item is mapped to several suppliers, automatic push tries them by rank. When off, the item waits for a user.",
  },
  resendAbsent: {
    section: "uncertain",
    label: "Send again when the order is proved absent",
    hint: "Crossdock looks the order up until it is found, or until two look-ups after the waiting time find nothing. When off, a user then decides.",
  },
};

/** The values of all settings. */
export type StoreSwitches = Record<StoreSwitch, boolean>;

/** The settings among other values of a store or of a request, without those that are not given. */
export function pickSwitches<Given extends Partial<StoreSwitches>>(
  given: Given,
): Pick<Given, StoreSwitch & keyof Given> {
  const entries = codesOf(storeSwitches).flatMap((key) =>
    given[key] === undefined ? [] : [[key, given[key]]],
  );
  return Object.fromEntries(entries);
}
