import { appFaults } from "@/lib/domain/installations/apps/app-fault";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { entryOf } from "@/lib/domain/values/code-table";

import { connectSentences } from "./connect-sentences";

type Shown =
  | "cancelled"
  | "forged"
  | "wrong_secret"
  | "app_secret_refused"
  | "stale"
  | "state_unknown"
  | "unknown_app"
  | "unknown_merchant"
  | "shared_app"
  | "begins_in_shopify"
  | "other_shop"
  | "other_organization"
  | "fewer_scopes"
  | "not_allowed"
  | "unknown";

const onApps =
  "Open the page Shopify apps, and enter the client secret that the app's settings in Shopify's Dev Dashboard show.";

/** Why a shop was not connected, and what to do. */
const sentences: Readonly<Record<Shown, string>> = {
  cancelled: "The installation was cancelled on Shopify's page. Nothing was changed.",
  forged:
    "The answer is not signed by Shopify for a request of yours. Nothing was changed. Begin again on this page.",
  wrong_secret: `${appFaults.signature_differs.message} ${onApps}`,
  app_secret_refused: `${appFaults.secret_refused.message} ${onApps}`,
  stale:
    "Shopify's answer is too old. Begin again on this page, and check the clock of the portal's machine.",
  state_unknown:
    "This connection was begun more than 15 minutes ago, by another user, or was finished already. Look at the list of stores, or begin again.",
  unknown_app: "This Shopify app is not registered here any more.",
  unknown_merchant: "This merchant no longer exists. Reload the page.",
  shared_app:
    "This app is provided with the portal for all organizations, so that a shop must be confirmed on Shopify's page.",
  begins_in_shopify: connectSentences.begins_in_shopify,
  other_shop:
    "The app was installed on another shop than the one that you entered. Begin again with that shop.",
  other_organization: "You switched to another organization meanwhile. Switch back, and begin again.",
  fewer_scopes:
    "The shop granted fewer access scopes than the store needs. Begin again, and grant all of them.",
  not_allowed: "Your role does not allow you to connect stores. Ask an owner of your organization.",
  unknown: "Something failed on our side and was logged. Look at the list of stores, or begin again.",
};

/** The sentence for a failed connection; codes of Shopify's answers have sentences of their own. */
export function grantSentence(code: string, scopes: string | null): string {
  const own = entryOf(sentences, code);
  if (own && scopes) return `${own} Missing: ${scopes.split(",").join(", ")}.`;
  const remote = entryOf(remoteErrors, code);
  if (own || !remote) return own ?? sentences.unknown;
  // Crossdock repeats most calls, but only a user begins a connection again.
  const remedy = remote.next === "retry" ? "Nothing is connected. Begin again in a minute." : remote.remedy;
  return `${remote.message} ${remedy}`;
}
