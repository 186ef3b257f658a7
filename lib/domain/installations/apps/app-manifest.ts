/** The version of Shopify's Admin API that the product speaks, and of the webhooks that it reads. */
export const API_VERSION = "2026-10";

/** The most characters that Shopify accepts as the name of an app. */
const LONGEST_NAME = 30;

/**
 * The file `shopify.app.toml` of an app, for Shopify's command line. Only the compliance topics are declared in it: every
 * other topic is subscribed per shop, and a topic that is declared twice is delivered twice. The legacy install flow lets
 * each grant ask for the scopes of its store's roles (decision 29).
 */
export function appManifest(app: {
  name: string;
  clientId: string;
  appUrl: string;
  redirectUrl: string;
  webhookUrl: string;
  scopes: readonly string[];
  optionalScopes: readonly string[];
}): string {
  const text = (value: string) => JSON.stringify(value);
  return `client_id = ${text(app.clientId)}
name = ${text([...app.name].slice(0, LONGEST_NAME).join("").trim())}
application_url = ${text(app.appUrl)}
embedded = false

# Crossdock asks each store for the scopes of its role, so this list is for readers.
# Optional: ${app.optionalScopes.join(",")}
[access_scopes]
scopes = ${text(app.scopes.join(","))}
use_legacy_install_flow = true

[auth]
redirect_urls = [ ${text(app.redirectUrl)} ]

[webhooks]
api_version = ${text(API_VERSION)}

  [[webhooks.subscriptions]]
  compliance_topics = [ "customers/data_request", "customers/redact", "shop/redact" ]
  uri = ${text(app.webhookUrl)}
`;
}
