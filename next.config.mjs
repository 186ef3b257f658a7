/** Given by `scripts/supervisor/build.ts`; see `lib/build-id.ts`. */
const build = process.env.CROSSDOCK_BUILD;

const headers = [
  // The portal is never shown inside another page, and its forms go nowhere else.
  {
    key: "Content-Security-Policy",
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  // By it a page knows that it is older than the portal.
  ...(build ? [{ key: "X-Crossdock-Build", value: build }] : []),
];

/** @type {import("next").NextConfig} */
const config = {
  // Builds for use, for development and for tests lie apart, so that each can run beside the others.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  env: build ? { CROSSDOCK_BUILD: build } : {},
  generateBuildId: () => build ?? null,
  poweredByHeader: false,
  // Titles are in the page's head from the first byte: streamed ones go blank for a moment at each refresh.
  htmlLimitedBots: /.*/,
  headers: async () => [{ source: "/:path*", headers }],
  // No notes for coding assistants are written into the project.
  agentRules: false,
  // "npm run types" checks the types of everything, once.
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
    // Without it every build writes its folder into tsconfig.json.
    strictRouteTypes: true,
  },
};

export default config;
