import { Instant } from "@/components/format/instant";
import { counted } from "@/lib/domain/values/counted";
import { readable } from "@/lib/domain/values/readable";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";

/** What changed after a push, while it is unanswered. */
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
        return (
          <li key={card.id} className="rounded border bg-amber-wash px-4 py-2.5">
            <span className="font-medium">{sentence(card.kind, card.quantity)}</span>
            {title && (
              <>
                {" "}
                <bdi>{title}</bdi>.
              </>
            )}{" "}
            <Instant at={card.openedAt.toISOString()} timeZone={timeZone} className="text-muted" />
          </li>
        );
      })}
    </ul>
  );
}

function sentence(kind: string, quantity: number | null): string {
  if (kind === "over_pushed") {
    return `${counted(quantity ?? 0, "unit")} more at the suppliers than the order wants now. Tell the supplier.`;
  }
  if (kind === "second_source_order")
    return "A second source order was made for this order. Cancel one of them.";
  if (kind === "variant_mismatch") return "The source order holds another variant than was sent. Check it.";
  return `${readable(kind)}.`;
}
