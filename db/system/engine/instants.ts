/**
 * Reads columns of instants as dates. Drizzle tells the driver to leave them as PostgreSQL writes them, for
 * statements of our own too.
 */
export function withInstants<Row extends object, Key extends keyof Row>(row: Row, keys: readonly Key[]): Row {
  const read = keys.map((key) => [key, row[key] === null ? null : new Date(String(row[key]))]);
  return { ...row, ...Object.fromEntries(read) };
}
