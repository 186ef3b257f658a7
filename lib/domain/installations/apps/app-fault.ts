/** What is wrong with the stored client secret of an app, as Shopify's answers show. */
export type AppFault = "signature_differs" | "secret_refused";

const remedy =
  "Copy the client secret from the app's settings in Shopify's Dev Dashboard, and enter it under Replace the client secret.";

/** Texts of every fault of an app. */
export const appFaults: Readonly<Record<AppFault, { message: string; remedy: string }>> = {
  signature_differs: {
    message: "Shopify signs its answers with another client secret than the one that is stored here.",
    remedy,
  },
  secret_refused: {
    message: "Shopify refused the client ID and the client secret when a store was connected.",
    remedy,
  },
};
