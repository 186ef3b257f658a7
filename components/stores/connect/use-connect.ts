import { useRequest } from "@/components/live/use-request";
import type { StoreRole } from "@/lib/domain/installations/access-scopes";
import type { BeginGrantResult } from "@/lib/services/installations/begin-grant";
import type { ChosenMerchant } from "@/lib/services/stores/claim-install";
import type { ConnectOwnResult } from "@/lib/services/stores/connect-own-shop";
import type { ActionResult } from "@/lib/web/define-action";
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

const problems = {
  limited: "Only a member who sees all merchants connects stores.",
  unknown_shop:
    "This is no Shopify shop. Enter its myshopify.com domain, such as harbour.myshopify.com. It is in Shopify's admin under Settings, Domains.",
  unknown_app: "This Shopify app is not registered here any more. Reload the page.",
  unknown_merchant: "This merchant no longer exists. Reload the page.",
};

/** Sends what the form asks for, and goes on to Shopify's page or to the page of the connected store. */
export function useConnect({ begin, connectOwn }: { begin: Begin; connectOwn: ConnectOwn }) {
  const { problem, pending, send } = useRequest("Begin again: nothing is connected yet.");
  const goTo = (address: string): Promise<never> => {
    window.location.assign(address);
    return new Promise(() => {});
  };
  return {
    problem,
    pending,
    askShopify: (wanted: Parameters<Begin>[0]) =>
      send(
        () => begin(wanted),
        (answer) => (answer.kind === "begun" ? goTo(answer.url) : problems[answer.kind]),
      ),
    connect: (wanted: Parameters<Begin>[0]) =>
      send(
        () => connectOwn(wanted),
        (answer) => {
          if (answer.kind === "connected") return goTo(`/stores/${answer.storeId}`);
          if (answer.kind !== "refused") return problems[answer.kind];
          return grantSentence(answer.why, answer.scopes.join(",") || null);
        },
      ),
  };
}
