/** How a store is connected by a public app, which never asks for a shop's domain: the merchant begins in Shopify. */
export function InstallInShopify() {
  return (
    <section aria-labelledby="in-shopify" className="grid gap-2">
      <h2 id="in-shopify" className="font-semibold">
        This app is installed in Shopify
      </h2>
      <p>
        It is a public app. Shopify lets such apps begin in Shopify only, so that no shop is entered here.
      </p>
      <ol className="grid list-decimal gap-1 pl-5">
        <li>
          In this browser, open the app&apos;s listing in the Shopify App Store, or its installation link, and
          install it on the shop. If the shop has it already, open the app in the shop&apos;s Shopify admin.
        </li>
        <li>Confirm the access on Shopify&apos;s page.</li>
        <li>
          Shopify sends the browser back. <em>Finish connecting</em> asks what the store is for.
        </li>
      </ol>
      <p className="text-muted">
        A merchant can also do this in a browser of their own, and sign in afterwards as a member who may
        connect stores.
      </p>
    </section>
  );
}
