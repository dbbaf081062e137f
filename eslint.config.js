import js from "@eslint/js";
import globals from "globals";

const ERRORS = {
  "array-callback-return": "error",
  "consistent-return": "error",
  "default-case-last": "error",
  eqeqeq: "error",
  "func-style": ["error", "declaration", { allowArrowFunctions: true }],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", 50],
  "no-alert": "error",
  "no-console": "error",
  "no-eval": "error",
  "no-implicit-coercion": "error",
  "no-implied-eval": "error",
  "no-param-reassign": "error",
  "no-restricted-properties": ["error", { property: "innerHTML", message: "text from people only ever becomes text" }],
  "no-shadow": "error",
  "no-unused-expressions": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};

export default [
  { ignores: ["**/node_modules/**", ".venv/**", "**/emoji_table.js"] },
  { ...js.configs.recommended, rules: { ...js.configs.recommended.rules, ...ERRORS } },
  { files: ["playground/page/js/**"], languageOptions: { globals: globals.browser } },
  { files: ["tests/page/**", "scripts/**", "*.config.js"], languageOptions: { globals: globals.node } },
  {
    files: ["tests/browser/**"], // expressions that a browser test evaluates in the page
    languageOptions: { globals: globals.browser },
    rules: { "no-unused-expressions": "off" },
  },
  {
    files: ["tests/integration/playground/foreign/**"], // an app of somebody else's, as its docs would have it
    languageOptions: { sourceType: "commonjs", globals: globals.node },
    rules: { "no-console": "off" },
  },
];
