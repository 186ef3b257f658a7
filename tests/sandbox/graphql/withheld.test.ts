import { expect, it } from "vitest";
import { dataOf } from "../harness/answers";
import { SHOP, sandboxBench } from "../harness/bench";
import { webhookBench } from "../harness/webhooks";

const bench = sandboxBench();
const { buy } = webhookBench(bench);

const PERSON = {
  email: "ada@example.com",
  customer: { firstName: "Ada", lastName: "Example" },
  shippingAddress: {
    ...{ firstName: "Ada", address1: "1 Main St", city: "Little Rock", zip: "72201" },
    ...{ provinceCode: "AR", countryCode: "US", phone: "+15015550100" },
  },
};
const read = (id: string) =>
  bench.graphql<{ order: object }>(`{ order(id: "${id}") { name email phone customer { firstName }
    shippingAddress { firstName address1 city zip phone provinceCode countryCodeV2 } billingAddress { city } } }`);
const withhold = (mode: string | null) => bench.control.post(`/shops/${SHOP}/withhold`, { mode });

it("denies each field of the customer data by name, and answers the rest", async () => {
  const { id } = await buy(PERSON);
  await withhold("denied");
  const answer = await read(id);
  expect(answer.data?.order).toEqual({
    ...{ name: "#1001", email: null, phone: null, customer: null },
    ...{ shippingAddress: null, billingAddress: null },
  });
  expect(answer.errors?.map(({ path }) => path?.join("."))).toEqual([
    ...["order.email", "order.phone", "order.customer", "order.shippingAddress", "order.billingAddress"],
  ]);
  expect(answer.errors?.[0]).toMatchObject({
    message: expect.stringMatching(/^This app is not approved to use the email field\./),
    extensions: { code: "ACCESS_DENIED" },
  });
  await withhold(null);
  expect(dataOf(await read(id)).order).toMatchObject({ email: "ada@example.com" });
});

it("blanks customer data without an error, and leaves country and province", async () => {
  const { id } = await buy(PERSON);
  await withhold("blank");
  expect(dataOf(await read(id)).order).toEqual({
    ...{ name: "#1001", email: null, phone: null, customer: null },
    billingAddress: { city: null },
    shippingAddress: {
      ...{ firstName: null, address1: null, city: null, zip: null, phone: null },
      ...{ provinceCode: "AR", countryCodeV2: "US" },
    },
  });
});
