import { emptyAgency, emptyAgencyApp, freeShops } from "./empty-agency";
import { numberOf } from "./number-of";
import { agency } from "./world";

/**
 * How to connect stores in the demo, line by line, as the owner of the empty organization.
 *
 * @param clientSecret the client secret of the demo's app, from which the secret of the other app is made
 */
export function connectGuide(clientSecret: string): string[] {
  const app = emptyAgencyApp(clientSecret);
  const { destination, source } = freeShops;
  return [
    `Sign in as the owner of ${emptyAgency.name}. The page "First steps" leads through the steps.`,
    `Register a Shopify app: client ID ${app.clientId}, client secret ${app.clientSecret}`,
    `Connect ${destination.domain} as a destination store, and ${source.domain} as a source store.`,
    "The sandbox shows Shopify's consent page. Then open the destination store and add its supplier.",
    `${agency.name} has an app already: its owner can connect the same two shops at once.`,
  ];
}

/**
 * Suggestions for a new user to try in the demo, one sentence each.
 *
 * @param sandboxUrl the URL of the sandbox
 */
export function guide(sandboxUrl: string): string[] {
  const eu = "northlight-eu.myshopify.com";
  const uk = "northlight-uk.myshopify.com";
  const partly = numberOf(eu, ({ push }) => typeof push?.to === "object");
  const refused = numberOf(eu, ({ push }) => push?.fault === "inventory-claim-failed" && !push.skip);
  const uncertain = numberOf(uk, ({ push }) => push?.fault === "reply-lost-before-commit");
  const mugs = numberOf(
    eu,
    ({ push, event, hold, lines }) => !push && !event && !hold && lines.some(([sku]) => sku === "NL-MUG"),
  );
  const edited = numberOf(eu, ({ push }) => push?.follows?.event.action === "edit");
  return [
    `Sign in as the operator. Press / and type ${partly}. This order is partly pushed; push the rest.`,
    `Open "Needs attention". ${refused} was refused; for ${uncertain} it is not known whether it arrived.`,
    `Open ${edited}. It was edited after it was pushed; the page shows how many units its supplier has too many.`,
    `Push ${mugs}. Two suppliers sell its mugs; choose which of them ships.`,
    'Select three orders under "Not pushed" and push them together.',
    `Place an order in the sandbox: ${sandboxUrl}/${eu}/admin. It appears in the list without a reload.`,
  ];
}
