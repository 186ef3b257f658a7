/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  agentRules: false,
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres"],
  experimental: { strictRouteTypes: true },
};

export default config;
