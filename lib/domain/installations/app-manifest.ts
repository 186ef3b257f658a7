/** The version of Shopify's Admin API that the product speaks. */
const API_VERSION = "2026-10";

/**
 * The file `shopify.app.toml` of an app, for Shopify's command line. Only the compliance topics are declared in it: every
 * other topic is subscribed per shop, and a topic that is declared twice is delivered twice.
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
name = ${text(app.name)}
application_url = ${text(app.appUrl)}
embedded = false

[access_scopes]
scopes = ${text(app.scopes.join(","))}
optional_scopes = [ ${app.optionalScopes.map(text).join(", ")} ]

[auth]
redirect_urls = [ ${text(app.redirectUrl)} ]

[webhooks]
api_version = ${text(API_VERSION)}

  [[webhooks.subscriptions]]
  compliance_topics = [ "customers/data_request", "customers/redact", "shop/redact" ]
  uri = ${text(app.webhookUrl)}
`;
}
