/** The states that a leg in each state may move to. The database trigger `push_leg_move` allows the same moves. */
export const legMoves = {
  planned: ["claimed", "rejected", "skipped", "superseded", "created"],
  claimed: ["created", "rejected", "uncertain", "planned"],
  uncertain: ["created", "planned", "skipped"],
  rejected: ["planned", "skipped", "superseded", "created"],
  created: ["recall_requested", "ended"],
  recall_requested: ["recalled", "created"],
  skipped: ["created"],
  superseded: ["created"],
  recalled: [],
  ended: [],
} as const;

export type LegState = keyof typeof legMoves;

/** Each state as users read it. */
const legStateLabels: Readonly<Record<LegState, string>> = {
  planned: "Planned",
  claimed: "Being sent",
  uncertain: "Uncertain",
  rejected: "Refused",
  created: "Sent",
  recall_requested: "Cancellation requested",
  skipped: "Given up",
  superseded: "Not sent",
  recalled: "Recalled",
  ended: "Ended by the supplier",
};

/** The states that `From` may move to. A move that is not listed does not compile. */
export type LegMove<From extends LegState> = (typeof legMoves)[From][number];

const reserving: ReadonlySet<LegState> = new Set(["planned", "claimed", "uncertain", "rejected"]);
const covering: ReadonlySet<LegState> = new Set(["created", "recall_requested"]);

/** Why a request about a leg was not carried out: its state is no longer the one that the user saw. */
export function legMovedSentence(state: LegState): string {
  return `The state of this send has changed. It is now: ${legStateLabels[state].toLowerCase()}.`;
}

/** Whether the leg's lines reserve their units, so that no other leg may order them. */
export function reserves(state: LegState): boolean {
  return reserving.has(state);
}

/** Whether the leg's source order covers its lines. */
export function covers(state: LegState): boolean {
  return covering.has(state);
}
