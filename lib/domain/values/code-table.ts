/** The codes of a table, in the order in which the table lists them. */
export function codesOf<Code extends string>(table: Readonly<Record<Code, unknown>>): Code[] {
  return Object.keys(table) as Code[];
}

/** Whether a stored code is one of a table's codes. */
export function isCodeOf<Code extends string>(
  table: Readonly<Record<Code, unknown>>,
  stored: string,
): stored is Code {
  return Object.hasOwn(table, stored);
}

/** The entry of a stored code; null when this version does not know the code, because another version wrote it. */
export function entryOf<Code extends string, Entry>(
  table: Readonly<Record<Code, Entry>>,
  stored: string,
): Entry | null {
  return isCodeOf(table, stored) ? table[stored] : null;
}

/** A value for each code of a table. */
export function mapCodes<Code extends string, Value>(
  table: Readonly<Record<Code, unknown>>,
  make: (code: Code) => Value,
): Record<Code, Value> {
  return Object.fromEntries(codesOf(table).map((code) => [code, make(code)])) as Record<Code, Value>;
}
