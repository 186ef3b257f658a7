/** The most numbers that are shown; the others are counted. */
const SHOWN = 20;

/** The numbers of the orders that an action applies to. */
export function OrderNumbers({ names, total }: { names: readonly string[]; total: number }) {
  const rest = total - Math.min(names.length, SHOWN);
  return (
    <p className="flex flex-wrap gap-x-2.5 gap-y-0.5 text-muted tabular-nums">
      {names.slice(0, SHOWN).map((name, at) => (
        // Orders of several stores can have one number.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
        <bdi key={at} translate="no">
          {name}
        </bdi>
      ))}
      {rest > 0 && <span>and {rest.toLocaleString("en")} more</span>}
    </p>
  );
}
