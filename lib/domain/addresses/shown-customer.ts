/** What names an order's customer to a user: the name, else the company, else the phone number; null without these. */
export function shownCustomer(contact: {
  customerName: string | null;
  company: string | null;
  phone: string | null;
}): string | null {
  const { customerName, company, phone } = contact;
  return [customerName, company, phone].find((text) => text?.trim()) ?? null;
}
