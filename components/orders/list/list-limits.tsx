/** Says that the list did not check every order, and what to do. */
export function ListLimits({
  searchedNewest,
  stoppedAfter,
}: {
  /** How many of the newest orders were searched; null when all orders were. */
  searchedNewest: number | null;
  /** How many orders were checked before the page ended early; null when it did not. */
  stoppedAfter: number | null;
}) {
  return (
    <>
      {searchedNewest !== null && (
        <p className="px-4 pt-3 text-muted md:px-6">
          Too many orders match these words, so only the newest {searchedNewest.toLocaleString("en")} were
          searched. Add a word or a filter to find older orders.
        </p>
      )}
      {stoppedAfter !== null && (
        <p className="px-4 pt-3 text-muted md:px-6">
          Few orders match: {stoppedAfter.toLocaleString("en")} orders were checked for this page. The next
          page continues from there.
        </p>
      )}
    </>
  );
}
