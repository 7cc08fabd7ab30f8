import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

/** Forbids a layer to import what lies outside it; docs/architecture.md draws the picture. */
function layer(files, forbidden, message) {
  return {
    files: [files],
    rules: { "no-restricted-imports": ["error", { patterns: [{ regex: forbidden, message }] }] },
  };
}

export default tseslint.config(
  { ignores: ["dist", "coverage", ".cache", "bench/results"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 10],
      "max-params": ["error", 3],
      "no-console": "error",
    },
  },
  // How far up `inputs.ts` is that of src, and not that of domain, depends on the depth.
  ...[
    { files: "src/domain/*.ts", up: "\\.\\./" },
    { files: "src/domain/*/*.ts", up: "(\\.\\./){2}" },
  ].map(({ files, up }) =>
    layer(
      files,
      `^(node:|@actions/)|^(\\.\\./)+(edges|phases)\\b|^${up}(main|run|post|index|inputs|state|doctor|timeline)\\b`,
      "domain is pure: values in, values out",
    ),
  ),
  {
    files: ["src/domain/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        "process",
        "fetch",
        "setTimeout",
        "setInterval",
        "performance",
        "Buffer",
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now" },
        { object: "Math", property: "random" },
      ],
    },
  },
  layer(
    "src/edges/**/*.ts",
    "^(\\.\\./)+(phases|main|run|post|index|inputs|state|doctor)\\b",
    "an edge only knows domain and other edges",
  ),
  layer(
    "src/phases/**/*.ts",
    "^(\\.\\./)+(main|run|post|index|state|doctor)\\b",
    "a phase never reaches back up",
  ),
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-floating-promises": "off",
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
);
