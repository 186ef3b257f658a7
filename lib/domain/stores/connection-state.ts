import { codesOf } from "@/lib/domain/values/code-table";

/** Whether orders go over a connection. Only an active one is planned for. */
export type ConnectionState = "requested" | "active" | "paused" | "blocked" | "disconnected";

/** Whether a new connection to a source store is active at once, or waits until a user approves it. */
export type Approval = "automatic" | "moderated";

/** What a user does to a connection. A disconnected one is connected again as a new one is. */
export type ConnectionMove = "approve" | "refuse" | "pause" | "resume" | "block" | "unblock" | "disconnect";

/** What becomes of the sends in flight when a connection or store is paused or disconnected. */
export type InFlightChoice = "finish" | "withdraw";

type ConnectionStateEntry = {
  label: string;
  /** What the state means for orders. */
  sentence: string;
  tone: "green" | "amber" | "red" | "neutral";
  moves: Partial<Record<ConnectionMove, ConnectionState>>;
};

/** Each state with its name, its meaning, and where its moves lead. */
export const connectionStates: Readonly<Record<ConnectionState, ConnectionStateEntry>> = {
  requested: {
    label: "Waiting for approval",
    sentence: "Nothing is pushed over this connection until it is approved.",
    tone: "amber",
    moves: { approve: "active", refuse: "disconnected", block: "blocked" },
  },
  active: {
    label: "Active",
    sentence: "Orders are pushed over this connection.",
    tone: "green",
    moves: { pause: "paused", disconnect: "disconnected", block: "blocked" },
  },
  paused: {
    label: "Paused",
    sentence: "Orders wait until the connection is resumed.",
    tone: "amber",
    moves: { resume: "active", disconnect: "disconnected", block: "blocked" },
  },
  blocked: {
    label: "Blocked",
    sentence: "The source store takes no orders of this destination store. Earlier orders stay visible.",
    tone: "red",
    moves: { unblock: "paused" },
  },
  disconnected: {
    label: "Disconnected",
    sentence: "Nothing is pushed over this connection. Earlier orders stay visible, and mappings are kept.",
    tone: "neutral",
    moves: { block: "blocked" },
  },
};

type ConnectionMoveEntry = {
  button: string;
  /** What it does, as the dialog says. */
  about: string;
  done: string;
  /** Whether the source store's side decides, so that the user must see the source store. */
  bySource: boolean;
  /** Whether the user chooses what becomes of the sends in flight; otherwise they are withdrawn, or nothing changes. */
  inFlight: "asked" | "withdrawn" | "kept";
};

const kept = { inFlight: "kept", bySource: false } as const;

/** Each move as users read it. */
export const connectionMoves: Readonly<Record<ConnectionMove, ConnectionMoveEntry>> = {
  approve: {
    ...kept,
    bySource: true,
    button: "Approve",
    about: "The source store then gets orders of the destination store.",
    done: "The connection is approved. Orders can go once products are mapped.",
  },
  refuse: {
    ...kept,
    bySource: true,
    button: "Refuse",
    about: "The stores are not connected. The connection can be requested again.",
    done: "The request is refused.",
  },
  pause: {
    button: "Pause",
    about:
      "Nothing new is pushed over this connection. Orders wait, and automatic push continues when it is resumed.",
    done: "The connection is paused.",
    bySource: false,
    inFlight: "asked",
  },
  resume: {
    ...kept,
    button: "Resume",
    about: "Orders that wait are checked again and pushed automatically where that is turned on.",
    done: "The connection is active. Orders that waited are checked within two minutes.",
  },
  block: {
    button: "Block",
    about:
      "The source store takes no more orders of this destination store, and nobody can request the connection again until it is unblocked. Earlier orders stay visible.",
    done: "The connection is blocked.",
    bySource: true,
    inFlight: "withdrawn",
  },
  unblock: {
    ...kept,
    bySource: true,
    button: "Unblock",
    about: "The connection is then paused. Resume it to push over it again.",
    done: "The connection is unblocked and paused.",
  },
  disconnect: {
    button: "Disconnect",
    about:
      "Nothing more is pushed over this connection. Mappings are kept, and earlier orders stay visible and are followed.",
    done: "The stores are disconnected.",
    bySource: false,
    inFlight: "asked",
  },
};

/** The state that a move leads to; null when the state does not allow it. */
export function moveConnection(state: ConnectionState, move: ConnectionMove): ConnectionState | null {
  return connectionStates[state].moves[move] ?? null;
}

/** The moves that a state allows, in the order of the page. */
export function movesOf(state: ConnectionState): ConnectionMove[] {
  return codesOf(connectionMoves).filter((move) => moveConnection(state, move) !== null);
}
