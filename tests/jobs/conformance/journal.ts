/** What a fixture function did, in the order in which it was done. `at` is the target's time, in ms. */
type Note = { tag: string; what: string; at: number };

/** How a run ended, as the system events tell. */
export type End = {
  /** Id of the function without the app's prefix. */
  fn: string;
  status: "completed" | "failed" | "cancelled";
  tag: string;
  /** The event's id. */
  id: string | undefined;
  /** The event's data, whole. */
  told: {
    function_id?: string;
    run_id?: string;
    result?: unknown;
    error?: { name?: string; message?: string; stack?: string };
    event?: { name?: string; data?: Record<string, unknown> };
    events?: unknown[];
    correlation_id?: string;
    _inngest?: { status?: string };
  };
};

/** What the fixture app remembers: the only way in which a test looks at a target. */
export type Journal = {
  note(tag: unknown, what: string): void;
  end(end: End): void;
  notes(tag: string): Note[];
  ends(tag: string): End[];
};

export function createJournal(now: () => number): Journal {
  const notes: Note[] = [];
  const ends: End[] = [];
  return {
    note: (tag, what) => notes.push({ tag: String(tag), what, at: now() }),
    end: (end) => ends.push(end),
    notes: (tag) => notes.filter((note) => note.tag === tag),
    ends: (tag) => ends.filter((end) => end.tag === tag),
  };
}
