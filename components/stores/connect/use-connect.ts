import { useRequest } from "@/components/live/use-request";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { BeginGrantResult } from "@/lib/services/installations/begin-grant";
import type { ConnectOwnResult } from "@/lib/services/stores/connect-own-shop";
import type { ChosenMerchant } from "@/lib/services/stores/merchants/choose-merchant";
import type { ActionResult } from "@/lib/web/define-action";
import { connectSentences, goTo } from "./connect-sentences";
import { grantSentence } from "./grant-sentences";

/** Begins a grant, which goes on at Shopify. */
export type Begin = (input: {
  app: string;
  shop: string;
  roles: StoreRole[];
  oldOrders: boolean;
  merchant: ChosenMerchant;
}) => Promise<ActionResult<BeginGrantResult | { kind: "limited" | "unknown_shop" }>>;

/** Connects a shop of the app's own organization. */
export type ConnectOwn = (
  input: Parameters<Begin>[0],
) => Promise<ActionResult<ConnectOwnResult | { kind: "limited" | "unknown_shop" }>>;

/** Sends what the form asks for, and goes on to Shopify's page or to the page of the connected store. */
export function useConnect({ begin, connectOwn }: { begin: Begin; connectOwn: ConnectOwn }) {
  const { problem, pending, send } = useRequest("Begin again: nothing is connected yet.");
  return {
    problem,
    pending,
    askShopify: (wanted: Parameters<Begin>[0]) =>
      send(
        () => begin(wanted),
        (answer) => (answer.kind === "begun" ? goTo(answer.url) : connectSentences[answer.kind]),
      ),
    connect: (wanted: Parameters<Begin>[0]) =>
      send(
        () => connectOwn(wanted),
        (answer) => {
          if (answer.kind === "connected") return goTo(`/stores/${answer.storeId}`);
          if (answer.kind !== "refused") return connectSentences[answer.kind];
          return grantSentence(answer.why, answer.scopes.join(",") || null);
        },
      ),
  };
}
