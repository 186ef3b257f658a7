/** Who has to act before the trouble can end. `crossdock`: nobody, Crossdock continues automatically. */
export type ResponsibleParty = "crossdock" | "agency" | "shop_owner" | "supplier" | "shopify";

/** Texts and traits that every named cause of trouble has, whether of a call to Shopify or of a leg. */
export type Cause = {
  /** A few words, e.g. for a badge; no full stop. */
  label: string;
  /** What happened, in whole sentences. */
  message: string;
  /** What to do, in whole sentences. */
  remedy: string;
  responsible: ResponsibleParty;
  /** The message explains nothing without the store's own answer, so the answer is kept and shown. */
  showsAnswer: boolean;
  /** The trouble lasts until somebody acts: it is a problem of the store, and legs that wait for it are parked. */
  becomesProblem: boolean;
  /** The wait is a limit of the store, so a user's request to send now does not shorten it. */
  fixedWait: boolean;
  /** The supplier refused for a reason of its own, so another supplier may accept the same units. */
  offeredToNextSupplier: boolean;
};
