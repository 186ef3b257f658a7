/**
 * Converts timestamp columns to dates. Drizzle makes the driver return them as text, also for statements that do not
 * go through Drizzle.
 */
export function withInstants<Row extends object, Key extends keyof Row>(row: Row, keys: readonly Key[]): Row {
  const read = keys.map((key) => [key, row[key] === null ? null : new Date(String(row[key]))]);
  return { ...row, ...Object.fromEntries(read) };
}
