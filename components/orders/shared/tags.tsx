import { cn } from "@/components/ui/class-names";

/** The tags of an order. Beyond `show` tags, only their number is shown, with the names on hover. */
export function Tags({ tags, show, className }: { tags: string[]; show?: number; className?: string }) {
  if (tags.length === 0) return <span className="text-muted">None</span>;
  const shown = tags.slice(0, show ?? tags.length);
  const rest = tags.slice(shown.length);
  return (
    <ul className={cn("flex gap-1", show === undefined && "flex-wrap", className)}>
      {shown.map((tag) => (
        <li
          key={tag}
          title={tag}
          dir="auto"
          translate="no"
          className="h-5 max-w-24 min-w-6 truncate rounded border px-1.5 text-[12px] leading-[18px] text-muted"
        >
          {tag}
        </li>
      ))}
      {rest.length > 0 && (
        <li className="text-[12px] leading-5 text-muted" title={rest.join(", ")}>
          +{rest.length}
        </li>
      )}
    </ul>
  );
}
