import type { App } from "../state/app-types";
import type { Shop } from "../state/shop-types";
import { html, page } from "../web/html";

/** What a merchant reads before an app is installed: its name, what it may do, and two buttons. */
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
