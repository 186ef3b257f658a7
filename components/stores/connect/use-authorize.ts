import { useRequest } from "@/components/live/use-request";
import type { AuthorizeResult } from "@/lib/services/stores/authorize-again";
import type { AuthorizeInstallResult } from "@/lib/services/stores/authorize-install";
import type { ActionResult } from "@/lib/web/define-action";
import { connectSentences, goTo } from "./connect-sentences";
import { grantSentence } from "./grant-sentences";

/** A request to authorize an app again: of a store, or of an installation that waits to be claimed. */
type Authorize = () => Promise<ActionResult<AuthorizeResult | AuthorizeInstallResult>>;

/** Authorizes an app again: goes on to Shopify's page, or to the page of a store that needs none. */
export function useAuthorize() {
  const { problem, pending, send } = useRequest("Begin again: nothing has changed yet.");
  const authorize = (request: Authorize) =>
    send(request, (answer) => {
      if (answer.kind === "begun") return goTo(answer.url);
      if (answer.kind === "connected") return goTo(`/stores/${answer.storeId}?connected=again`);
      if (answer.kind === "refused") return grantSentence(answer.why, answer.scopes.join(",") || null);
      return connectSentences[answer.kind];
    });
  return { problem, pending, authorize };
}
