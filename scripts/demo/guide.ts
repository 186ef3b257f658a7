import { numberOf } from "./number-of";

/**
 * What a newcomer may try in the sample world, one sentence each.
 *
 * @param sandboxUrl where the sandbox answers
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
    `Sign in as the operator. Press / and type ${partly}: it is partly pushed; push the rest.`,
    `Open "Needs attention": ${refused} was refused, nobody knows yet whether ${uncertain} arrived.`,
    `${edited} was edited after it had been pushed; it says how much more its supplier has than is wanted.`,
    `Push ${mugs}: its mugs could come from two suppliers; choose who ships them.`,
    'Tick three orders under "Not pushed" and push them at once.',
    `Place an order in the sandbox: ${sandboxUrl}/${eu}/admin. It appears in the list by itself.`,
  ];
}
