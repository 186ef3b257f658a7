import { ApiVersion } from "@shopify/shopify-api";

/** The version of the Admin API that Crossdock calls. */
export const API_VERSION = ApiVersion.October26;
