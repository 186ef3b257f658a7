import { Instant } from "@/components/format/instant";
import { changeCardText } from "@/lib/domain/changes/change-card";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";

/** The open change cards of an order: what changed after a push, and what to do. */
export function ChangeCards({
  cards,
  lines,
  timeZone,
}: {
  cards: OrderDetail["cards"];
  lines: { id: string; title: string }[];
  timeZone: string;
}) {
  const open = cards.filter((card) => card.answeredAt === null);
  if (open.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {open.map((card) => {
        const title = lines.find((line) => line.id === card.lineItemId)?.title;
        const { sentence, asks } = changeCardText(card);
        return (
          <li key={card.id} className="rounded border bg-amber-wash px-4 py-2.5">
            <span className="font-medium">{sentence}</span>
            {title && (
              <>
                {" "}
                <bdi translate="no">{title}</bdi>.
              </>
            )}
            <span> {asks} </span>
            <Instant at={card.openedAt.toISOString()} timeZone={timeZone} className="text-muted" />
          </li>
        );
      })}
    </ul>
  );
}
