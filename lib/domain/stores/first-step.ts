/** The steps from an empty organization to automatic pushes, in their order. */
export type FirstStep =
  | "app"
  | "merchant"
  | "first_store"
  | "second_store"
  | "connection"
  | "mapping"
  | "push"
  | "automatic_push";

type FirstStepEntry = { label: string; sentence: string; href: string };

/** Each step with what it is for and its page. */
export const firstSteps: Readonly<Record<FirstStep, FirstStepEntry>> = {
  app: {
    label: "Register a Shopify app",
    sentence: "Stores are connected through a Shopify app of yours. An owner registers it.",
    href: "/apps",
  },
  merchant: {
    label: "Add a merchant",
    sentence: "A merchant is a client of yours. You add the first one while you connect their store.",
    href: "/stores/connect",
  },
  first_store: {
    label: "Connect a destination store",
    sentence: "The store in which shoppers order.",
    href: "/stores/connect",
  },
  second_store: {
    label: "Connect a source store",
    sentence: "The store of a supplier who ships.",
    href: "/stores/connect",
  },
  connection: {
    label: "Join both stores",
    sentence: "Open the destination store and add its supplier.",
    href: "/stores",
  },
  mapping: {
    label: "Map products",
    sentence: "Say which product of the supplier fulfils which product of the store.",
    href: "/stores",
  },
  push: {
    label: "Push a first order",
    sentence: "Open an order, look at the preview, and push it.",
    href: "/orders",
  },
  automatic_push: {
    label: "Turn on automatic order push",
    sentence: "It is a setting of the destination store. Orders that exist already are left to you.",
    href: "/stores",
  },
};
