import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, fillSignIn, type Person, sees, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

let bench: Bench;
let owner: Person;
let ownerPage: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  owner = await bench.person("owner");
  await bench.world.ingest((await bench.world.place()).gid);
  ownerPage = await bench.signedIn(owner);
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;

/** Invites somebody through the dialog and returns the link that it shows. */
async function invite(email: string): Promise<string> {
  await ownerPage.goto(url("/people"));
  await ownerPage.getByRole("button", { name: "Invite a member" }).click();
  await ownerPage.getByLabel("E-mail", { exact: true }).fill(email);
  await ownerPage.getByRole("button", { name: "Create the link" }).click();
  const link = (await ownerPage.getByRole("status").locator("code").innerText()).trim();
  expect(await violations(ownerPage)).toEqual([]);
  await ownerPage.getByRole("button", { name: "Done" }).click();
  return link;
}

test("an owner invites an operator, who joins by the link, sees orders, and loses access on the open page at once", async () => {
  const link = await invite("ida@agency.example");
  await sees(ownerPage, "ida@agency.example");

  const page = await bench.newPage();
  await page.goto(link);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Your name").fill("Ida Berg");
  await page.getByLabel("Password", { exact: true }).fill("a sentence of hers");
  await page.getByRole("button", { name: "Join" }).click();
  await page.waitForURL(url("/orders"));
  await sees(page, "#1001");
  // An operator does not manage members.
  await page.goto(url("/people"));
  await sees(page, "There is nothing here");
  await page.goto(url("/orders"));
  await sees(page, "#1001");

  const again = await bench.newPage();
  await again.goto(link);
  await sees(again, /^This invitation was already used\./);

  await ownerPage.goto(url("/people"));
  await ownerPage.getByRole("button", { name: "Change Ida Berg" }).click();
  await ownerPage.getByRole("button", { name: "End access" }).click();
  await sees(ownerPage, "No access");
  // The open page learns of it by itself, long before the half-minute check of its session.
  await page
    .getByText(/disabled|signed out/i)
    .first()
    .waitFor({ timeout: 10_000 });
});

test("a link sets a new password, and the old sessions are over", async () => {
  const operator = await bench.person("operator");
  const old = await bench.signedIn(operator);
  await ownerPage.goto(url("/people"));
  const row = ownerPage.getByRole("row").filter({ hasText: operator.email });
  await row.getByRole("button", { name: /^Change/ }).click();
  await ownerPage.getByRole("button", { name: "Create a link for a new password" }).click();
  const link = (await ownerPage.getByRole("status").locator("code").innerText()).trim();
  const page = await bench.newPage();
  await page.goto(link);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("New password").fill("a password that is new");
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await page.waitForURL(url("/orders"));
  await old.goto(url("/orders"));
  await sees(old, "Your session was ended. Sign in again.");
  const late = await bench.newPage();
  await late.goto(link);
  await sees(late, "This link cannot be used");
});

test("users change their own password and end their other sessions", async () => {
  const viewer = await bench.person("viewer");
  const [page, other] = [await bench.signedIn(viewer), await bench.signedIn(viewer)];
  await page.getByRole("link", { name: /Test viewer/ }).click();
  await page.waitForURL(url("/account"));
  await page.getByText("This browser").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign out", exact: true }).last().click();
  await sees(page, "The session is ended.");
  await other.goto(url("/orders"));
  await sees(other, "Your session was ended. Sign in again.");

  const change = async (current: string) => {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel("New password").fill("a password that is new");
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change("not the password");
  await sees(page, "The current password is not right. Nothing was changed.");
  await change(viewer.password);
  await sees(page, "Your password is changed. Your other sessions are ended.");
  await other.goto(url("/sign-in"));
  await fillSignIn(other, { ...viewer, password: "a password that is new" });
  await other.waitForURL(url("/orders"));
});
