/** Who has to act to end the trouble. `crossdock`: no user; Crossdock continues automatically. */
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
  /** The message does not explain the cause without the store's answer, so the answer is stored and shown. */
  showsAnswer: boolean;
  /** The trouble lasts until a user fixes it: it is a problem of the store, and legs that wait for it are parked. */
  becomesProblem: boolean;
  /** The wait is a limit of the store or an emergency stop, so a user's request to send now does not shorten it. */
  fixedWait: boolean;
  /** The supplier refused for its own reasons, so another supplier may accept the same units. */
  offeredToNextSupplier: boolean;
};
