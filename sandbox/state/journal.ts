import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

/** One change: table, key and value (null = removed). */
export type Change = [table: string, key: string, value: unknown];

/**
 * An append-only file of committed changes, one commit per line. A commit is written before its call is answered.
 * An incomplete last line is ignored: a crash cut it off before the commit was acknowledged.
 */
export class Journal {
  private readonly file: string;
  private descriptor: number | null = null;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, "journal.jsonl");
  }

  /** All committed changes, in order. */
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
        throw new Error(`The sandbox journal ${this.file} is damaged at line ${index + 1}.`, {
          cause: error,
        });
      }
      yield* changes;
    }
  }

  /** Replaces the file, in one step, by a new one that contains `state`. */
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
