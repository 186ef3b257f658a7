import type { App } from "../state/app-types";
import type { Shop } from "../state/shop-types";
import { html, page } from "../web/html";

/** The page on which a merchant confirms or cancels an installation. It lists the requested scopes. */
export function consentPage(shop: Shop, app: App, scopes: string[], query: string): string {
  return page(
    `Install ${app.name}`,
    html`<section><p><strong>${app.name}</strong> asks for access to ${shop.name}:</p>
<ul>${scopes.map((scope) => html`<li>${scope}</li>`)}</ul>
<form method="post" action="?${query}">
<button name="decision" value="install">Install</button>
<button name="decision" value="cancel" class="quiet">Cancel</button>
</form></section>`,
    html` / <a href="/${shop.domain}/admin">${shop.name}</a>`,
  );
}
