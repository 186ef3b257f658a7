/** The parts of protected customer data that Shopify releases to an app when they are requested. */
type CustomerDataField = "name" | "address" | "email" | "phone";

/** Each field that an app must request, with the reason to enter on Shopify's side. */
export const customerData: Readonly<Record<CustomerDataField, { label: string; reason: string }>> = {
  name: {
    label: "Name",
    reason: "Suppliers address the parcel to the shopper. It is copied to the order that a supplier ships.",
  },
  address: {
    label: "Address",
    reason:
      "Suppliers ship the parcel to it. An order without a complete address is held and not sent to a supplier.",
  },
  email: {
    label: "Email",
    reason: "Carriers announce the delivery to it. It is copied to the order that a supplier ships.",
  },
  phone: {
    label: "Phone",
    reason: "Carriers and customs call the shopper about the delivery. It is copied like the e-mail address.",
  },
};

/** The reason to enter for protected customer data as a whole. */
export const customerDataReason =
  "The app copies orders of the merchant's store to the suppliers that ship them, and shows both to the merchant's agency. Only members with access to the merchant see the data, and each transfer to a supplier is recorded.";
