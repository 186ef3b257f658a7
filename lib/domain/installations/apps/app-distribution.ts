import type { TokenKind } from "@/lib/domain/installations/tokens/token-lifetime";

/** How Shopify distributes an app, which cannot be changed there later. */
export type AppDistribution = "custom" | "public";

type Distribution = {
  label: string;
  hint: string;
  /**
   * Where a store's connection begins. Shopify forbids public apps to ask for a shop's domain, so that a merchant
   * installs a public app in Shopify. Source: shopify.dev, "App Store requirements".
   */
  begins: "here" | "in_shopify";
  /** Which tokens such an app may ask for. */
  tokens: readonly TokenKind[];
};

/** The distributions in words, with their rules. The first one is the default of new apps. */
export const appDistributions: Readonly<Record<AppDistribution, Distribution>> = {
  custom: {
    label: "Custom: one app per merchant",
    hint: "For the stores of one merchant or of one Shopify Plus organization. Shopify does not review the app.",
    begins: "here",
    tokens: ["expiring", "permanent"],
  },
  public: {
    label: "Public: one app for all merchants",
    hint: "For the stores of all merchants, after Shopify's review. Merchants install the app in Shopify, and its tokens expire.",
    begins: "in_shopify",
    tokens: ["expiring"],
  },
};

/** The distribution of new apps, unless another is chosen. */
export const NEW_APP_DISTRIBUTION: AppDistribution = "custom";

/** Whether an app of this distribution may ask for tokens of this kind. */
export function allowsTokens(distribution: AppDistribution, tokens: TokenKind): boolean {
  return appDistributions[distribution].tokens.includes(tokens);
}
