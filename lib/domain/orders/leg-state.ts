/** Which state a push leg may move to from which; the database's trigger `push_leg_move` says the same. */
export const legMoves = {
  planned: ["claimed", "skipped", "superseded", "created"],
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

/** The states that `From` may move to; a move that is not listed does not compile. */
export type LegMove<From extends LegState> = (typeof legMoves)[From][number];

const reserving: ReadonlySet<LegState> = new Set(["planned", "claimed", "uncertain", "rejected"]);
const covering: ReadonlySet<LegState> = new Set(["created", "recall_requested"]);

/** Why a request about a leg was not carried out: its state is no longer the one that the user saw. */
export function legMovedSentence(state: LegState): string {
  return `The state of this send has changed. It is now: ${legStateLabels[state].toLowerCase()}.`;
}

/** True while the leg's lines hold units that nobody else may order. */
export function reserves(state: LegState): boolean {
  return reserving.has(state);
}

/** True while the leg's source order counts as covering its lines. */
export function covers(state: LegState): boolean {
  return covering.has(state);
}
