import { numberOf } from "./number-of";

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
