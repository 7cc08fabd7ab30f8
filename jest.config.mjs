const shared = {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "es6" } },
    ],
  },
  testPathIgnorePatterns: ["/node_modules/", "/.cache/"],
  modulePathIgnorePatterns: ["<rootDir>/.cache/"],
};

/** Two projects: what runs anywhere in seconds, and what needs the real engine and registry. */
export default {
  testTimeout: 120_000,
  // The tests of the layer cache empty the one builder that all use, which must not happen while another builds.
  maxWorkers: 1,
  reporters: ["default", "<rootDir>/scripts/jest-tally.mjs"],
  collectCoverageFrom: ["src/**/*.ts"],
  coverageReporters: ["text-summary"],
  coverageThreshold: { "./src/domain/": { branches: 100, functions: 100, lines: 100, statements: 100 } },
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/{domain,edges,phases,action}/**/*.test.ts"],
      globalSetup: "<rootDir>/__tests__/support/node24-setup.mjs",
    },
    {
      ...shared,
      displayName: "docker",
      testMatch: ["<rootDir>/__tests__/docker/**/*.test.ts"],
      globalSetup: "<rootDir>/__tests__/support/engine-setup.mjs",
    },
  ],
};
