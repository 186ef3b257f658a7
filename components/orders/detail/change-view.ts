import { changeCardText } from "@/lib/domain/changes/change-card";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";

/** An open change of an order, with texts ready to show. */
export type ChangeView = {
  id: string;
  revision: number;
  sentence: string;
  /** The source store and the item that changed, if the change concerns one. */
  about: string | null;
  asks: string | null;
  openedAt: string;
};

/** The open changes of an order, oldest first. */
export function changeViews({ cards, facts, stores }: OrderDetail): ChangeView[] {
  return cards
    .filter((card) => card.answeredAt === null)
    .map((card) => {
      const leg = facts.legs.find(({ id }) => id === card.legId);
      const title = facts.lines.find(({ id }) => id === card.lineItemId)?.title;
      const parts = [leg && stores.get(leg.sourceStoreId)?.name, title].filter((part) => part !== undefined);
      return {
        ...{ id: card.id, revision: card.revision, openedAt: card.openedAt.toISOString() },
        ...changeCardText(card),
        about: parts.join(", ") || null,
      };
    });
}
