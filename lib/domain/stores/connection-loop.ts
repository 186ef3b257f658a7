/** A connection: orders of the destination store are sent to the source store. */
export type ConnectionPair = { destinationStoreId: string; sourceStoreId: string };

/** Whether a new connection would let an order return to a store that it came through. */
export function closesConnectionLoop(known: readonly ConnectionPair[], added: ConnectionPair): boolean {
  const sources = Map.groupBy(known, (pair) => pair.destinationStoreId);
  const reached = new Set([added.sourceStoreId]);
  for (const storeId of reached) {
    if (storeId === added.destinationStoreId) return true;
    for (const pair of sources.get(storeId) ?? []) reached.add(pair.sourceStoreId);
  }
  return false;
}
