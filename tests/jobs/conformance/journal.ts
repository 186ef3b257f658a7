/** A note by a fixture function. `at` is the target's time, in milliseconds. */
type Note = { tag: string; what: string; at: number };

/** The end of a run, from the engine's event about it. */
export type End = {
  /** The function's id without the app's prefix. */
  fn: string;
  status: "completed" | "failed" | "cancelled";
  tag: string;
  /** The event's id. */
  id: string | undefined;
  /** The event's data. */
  data: {
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

/** The fixture app's record of its notes and of the ends of runs: all that a test sees of a target. */
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
