/** Set by `scripts/supervisor/build.ts`; see `lib/build-id.ts`. */
const build = process.env.CROSSDOCK_BUILD;

const headers = [
  // No other site may frame the portal, and its forms may only post to the portal itself.
  {
    key: "Content-Security-Policy",
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  // An open page compares this with its own build to notice that the portal was updated.
  ...(build ? [{ key: "X-Crossdock-Build", value: build }] : []),
];

/** @type {import("next").NextConfig} */
const config = {
  // Production, development and test builds use separate folders, so that they can run at the same time.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  env: build ? { CROSSDOCK_BUILD: build } : {},
  generateBuildId: () => build ?? null,
  poweredByHeader: false,
  // Treat every browser as a bot that needs the title in the first bytes: a streamed title is blank for a
  // moment at each refresh.
  htmlLimitedBots: /.*/,
  headers: async () => [{ source: "/:path*", headers }],
  // Next.js writes no notes for coding assistants into the project.
  agentRules: false,
  // `npm run types` checks the types of the whole project; the build does not repeat it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "postgres",
    "@shopify/shopify-api",
    "inngest",
    "@marcbachmann/cel-js",
    "hash-wasm",
  ],
  experimental: {
    serverActions: { bodySizeLimit: "1mb" },
    // Without this, every build adds its folder to tsconfig.json.
    strictRouteTypes: true,
  },
};

export default config;
