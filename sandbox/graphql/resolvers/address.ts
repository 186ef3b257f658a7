import type { Address } from "../../state/shop-types";

/** `MailingAddress`, without coordinates and time zone. */
export function mailingAddress(address: Address | null) {
  if (!address) return null;
  const name = [address.firstName, address.lastName].filter(Boolean).join(" ");
  const area = [address.city, address.provinceCode, address.country].filter(Boolean).join(" ");
  return {
    id: `gid://shopify/MailingAddress/${address.id}?model_name=Address`,
    firstName: address.firstName,
    lastName: address.lastName,
    name: name === "" ? null : name,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    zip: address.zip,
    phone: address.phone,
    coordinatesValidated: false,
    validationResultSummary: null,
    latitude: null,
    longitude: null,
    timeZone: null,
    formattedArea: area === "" ? null : area,
    formatted: [
      address.company,
      address.address1,
      address.address2,
      [address.zip, address.city].filter(Boolean).join(" "),
      address.country,
    ].filter((line) => line !== null && line !== ""),
  };
}
