/** @type {import("next").NextConfig} */
const config = {
  // Builds for use, for development and for tests lie apart, so that each can run beside the others.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
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
