import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

/** One change: table, key, and the value (null = removed). */
export type Change = [table: string, key: string, value: unknown];

/**
 * An append-only file of committed changes, one commit per line, written before the caller hears of it.
 * A last line that was cut off by a crash is ignored: that commit was never acknowledged.
 */
export class Journal {
  private readonly file: string;
  private descriptor: number | null = null;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, "journal.jsonl");
  }

  /** Every committed change in order. */
  *replay(): Generator<Change> {
    if (!existsSync(this.file)) return;
    const lines = readFileSync(this.file, "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      if (line === "") continue;
      let changes: Change[];
      try {
        changes = JSON.parse(line) as Change[];
      } catch (error) {
        if (index >= lines.length - 2) return;
        throw new Error(`The sandbox's journal ${this.file} is broken at line ${index + 1}.`, {
          cause: error,
        });
      }
      yield* changes;
    }
  }

  /** Starts a fresh file that holds `state`, and swaps it in at once. */
  restart(state: Iterable<Change>): void {
    this.close();
    const fresh = `${this.file}.new`;
    const descriptor = openSync(fresh, "w");
    for (const change of state) writeSync(descriptor, `${JSON.stringify([change])}\n`);
    closeSync(descriptor);
    renameSync(fresh, this.file);
    this.descriptor = openSync(this.file, "a");
  }

  append(changes: Change[]): void {
    if (this.descriptor !== null) writeSync(this.descriptor, `${JSON.stringify(changes)}\n`);
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }
}
