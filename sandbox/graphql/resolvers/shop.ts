import { API_VERSION } from "../../schema/load";
import { domainOf } from "../../state/shop-names";
import type { Shop } from "../../state/shop-types";
import type { Subscription } from "../../state/webhook-types";
import { dateTime, offsetMinutes } from "../../values/time-format";
import { type CallContext, fieldsOf, type ResolverMap } from "../call/context";

function scopeList(scopes: string[]) {
  return scopes.map((handle) => ({ handle, description: handle }));
}

function version(handle: string) {
  return { handle, displayName: handle, supported: true };
}

export const shopResolvers: ResolverMap = {
  Shop: fieldsOf<Shop>({
    id: (shop) => `gid://shopify/Shop/${shop.id}`,
    name: (shop) => shop.name,
    myshopifyDomain: (shop) => domainOf(shop),
    url: (shop) => `https://${domainOf(shop)}`,
    primaryDomain: (shop) => ({
      id: `gid://shopify/Domain/${shop.id}`,
      host: domainOf(shop),
      url: `https://${domainOf(shop)}`,
      sslEnabled: true,
    }),
    email: (shop) => `owner@${shop.domain}`,
    contactEmail: (shop) => `owner@${shop.domain}`,
    shopOwnerName: (shop) => shop.name,
    currencyCode: (shop) => shop.currency,
    enabledPresentmentCurrencies: (shop) => [shop.currency],
    ianaTimezone: (shop) => shop.timezone,
    timezoneAbbreviation: (shop) => shop.timezone,
    timezoneOffsetMinutes: (shop, _args, ctx) => offsetMinutes(ctx.world.now(), shop.timezone),
    orderNumberFormatPrefix: (shop) => shop.orderPrefix,
    orderNumberFormatSuffix: (shop) => shop.orderSuffix,
    setupRequired: () => false,
    taxesIncluded: () => false,
    taxShipping: () => false,
    weightUnit: () => "KILOGRAMS",
    unitSystem: () => "METRIC_SYSTEM",
    createdAt: (shop) => dateTime(shop.createdAt),
    updatedAt: (shop) => dateTime(shop.createdAt),
    plan: (shop) => ({
      displayName: shop.plan,
      publicDisplayName: shop.plan,
      partnerDevelopment: shop.plan === "Development",
      shopifyPlus: shop.plan.toLowerCase().includes("plus"),
    }),
  }),
  AppInstallation: fieldsOf<CallContext>({
    id: (ctx) => `gid://shopify/AppInstallation/${ctx.token.installationId}`,
    app: (ctx) => ctx,
    accessScopes: (ctx) => scopeList(ctx.token.scopes),
    launchUrl: (ctx) => `https://${ctx.shop.domain}/admin/apps/${ctx.app.handle}`,
    uninstallUrl: () => null,
    activeSubscriptions: () => [],
  }),
  App: fieldsOf<CallContext>({
    id: (ctx) => `gid://shopify/App/${ctx.app.id}`,
    title: (ctx) => ctx.app.name,
    handle: (ctx) => ctx.app.handle,
    apiKey: (ctx) => ctx.app.clientId,
    embedded: () => false,
    webhookApiVersion: (ctx) => ctx.world.settings().webhookApiVersion,
    requestedAccessScopes: (ctx) => scopeList(ctx.token.scopes),
    installation: (ctx) => ctx,
  }),
  WebhookSubscription: fieldsOf<Subscription>({
    id: (subscription) => `gid://shopify/WebhookSubscription/${subscription.id}`,
    legacyResourceId: (subscription) => subscription.id,
    topic: (subscription) => subscription.topic,
    uri: (subscription) => subscription.uri,
    callbackUrl: (subscription) => subscription.uri,
    endpoint: (subscription) => ({ __typename: "WebhookHttpEndpoint", callbackUrl: subscription.uri }),
    format: (subscription) => subscription.format,
    name: (subscription) => subscription.name,
    filter: () => null,
    includeFields: (subscription) => subscription.includeFields,
    metafieldNamespaces: () => [],
    metafields: () => [],
    createdAt: (subscription) => dateTime(subscription.createdAt),
    updatedAt: (subscription) => dateTime(subscription.updatedAt),
    apiVersion: (_subscription, _args, ctx) => version(ctx.world.settings().webhookApiVersion ?? API_VERSION),
  }),
};
