/** Whether orders go from and to a store. Orders of a paused store are still read. */
export type StoreState = "active" | "paused" | "disconnected";

/** What a user does to a store. A disconnected store is connected again through Shopify. */
export type StoreMove = "pause" | "resume" | "disconnect";

type StoreStateEntry = {
  label: string;
  tone: "neutral" | "amber";
  moves: Partial<Record<StoreMove, StoreState>>;
};

/** Each state with its name, and where its moves lead. */
export const storeStates: Readonly<Record<StoreState, StoreStateEntry>> = {
  active: { label: "Active", tone: "neutral", moves: { pause: "paused", disconnect: "disconnected" } },
  paused: { label: "Paused", tone: "amber", moves: { resume: "active", disconnect: "disconnected" } },
  disconnected: { label: "Disconnected", tone: "amber", moves: {} },
};

/** Each move as users read it. */
export const storeMoves: Readonly<
  Record<StoreMove, { button: string; about: string; done: string; asksInFlight: boolean }>
> = {
  pause: {
    button: "Pause",
    about:
      "Nothing new is pushed from or to this store. Its orders are still read and wait, and automatic push continues when the store is resumed.",
    done: "The store is paused.",
    asksInFlight: true,
  },
  resume: {
    button: "Resume",
    about: "Orders that wait are checked again and pushed automatically where that is turned on.",
    done: "The store is active. Orders that waited are checked within two minutes.",
    asksInFlight: false,
  },
  disconnect: {
    button: "Disconnect",
    about:
      "Nothing more is pushed from or to this store, and its new orders and shipments are not read any more. Everything that is stored stays visible. The app stays installed until it is removed in Shopify. Connect the store again to continue.",
    done: "The store is disconnected.",
    asksInFlight: true,
  },
};

/** The state that a move leads to; null when the state does not allow it. */
export function moveStore(state: StoreState, move: StoreMove): StoreState | null {
  return storeStates[state].moves[move] ?? null;
}
