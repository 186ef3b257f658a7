export interface Location {
  id: string;
  name: string;
  address1: string;
  city: string;
  countryCode: string;
  zip: string;
}

interface Bucket {
  maximumAvailable: number;
  restoreRate: number;
}

export interface Shop {
  /** The first domain of the shop, which stays its key. `domainOf` is the one that it has now. */
  domain: string;
  /** The domains after renames, oldest first. Older journals lack the field. */
  laterDomains?: string[];
  id: string;
  name: string;
  currency: string;
  timezone: string;
  plan: string;
  /** The organization on Shopify's side, as for apps. */
  organization?: string | null;
  bucket: Bucket;
  orderPrefix: string;
  orderSuffix: string;
  nextOrderNumber: number;
  locations: Location[];
  createdAt: string;
  /**
   * How the shop withholds customer data from apps: it denies each field by name, or it blanks them without an error.
   * Older journals lack the field.
   */
  withholds?: "denied" | "blank" | null;
}

export interface Level {
  locationId: string;
  available: number;
  onHand: number;
}

export interface Variant {
  __typename: "ProductVariant";
  id: string;
  productId: string;
  title: string;
  sku: string | null;
  barcode: string | null;
  price: number;
  requiresShipping: boolean;
  taxable: boolean;
  policy: "DENY" | "CONTINUE";
  tracked: boolean;
  inventoryItemId: string;
  levels: Level[];
  position: number;
}

export interface Product {
  __typename: "Product";
  id: string;
  shop: string;
  title: string;
  vendor: string;
  handle: string;
  status: string;
  giftCard: boolean;
  variants: Variant[];
  /** Older journals lack the optional fields. */
  tags?: string[];
  productType?: string;
  metafields?: Metafield[];
  createdAt: string;
  updatedAt: string;
}

export interface Customer {
  __typename: "Customer";
  id: string;
  shop: string;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  note: string | null;
  tags: string[];
  /** Older journals lack the field. */
  metafields?: Metafield[];
  defaultAddress: Address | null;
  createdAt: string;
  updatedAt: string;
}

export interface Address {
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  country: string | null;
  countryCode: string | null;
  zip: string | null;
  phone: string | null;
}

export interface MetafieldDefinition {
  id: string;
  shop: string;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
  uniqueValues: boolean;
  /** Older journals lack the optional fields. */
  validations?: { name: string; value: string }[];
  pinnedPosition?: number | null;
}

export interface Metafield {
  id: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}
