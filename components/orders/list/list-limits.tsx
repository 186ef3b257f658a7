/** Says when the list did not look at every order, and what to do about it. */
export function ListLimits({
  searchedNewest,
  stoppedAfter,
}: {
  /** How many of the newest orders were searched; null when all were. */
  searchedNewest: number | null;
  /** How many orders were looked at before the page ended early; null when it did not. */
  stoppedAfter: number | null;
}) {
  return (
    <>
      {searchedNewest !== null && (
        <p className="px-4 pt-3 text-muted md:px-6">
          Very many orders have these words: only the {searchedNewest.toLocaleString("en")} newest were looked
          through. Another word, or a filter, finds the older ones.
        </p>
      )}
      {stoppedAfter !== null && (
        <p className="px-4 pt-3 text-muted md:px-6">
          Few orders fit: {stoppedAfter.toLocaleString("en")} were looked through for this page. The next page
          goes on from there.
        </p>
      )}
    </>
  );
}
