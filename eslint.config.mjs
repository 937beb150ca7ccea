import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import jest from "eslint-plugin-jest";
import jsdoc from "eslint-plugin-jsdoc";
import unicorn from "eslint-plugin-unicorn";
import tseslint from "typescript-eslint";
import { declaredImportsRule } from "./scripts/lint/declared-imports.mjs";
import { layersRule } from "./scripts/lint/layers.mjs";

const sources = ["packages/*/src/**/*.ts"];
const tests = ["**/{test,terraform-test,cluster-test,kind-test,image-test}/**/*.ts"];

export default defineConfig(
  { ignores: ["**/node_modules/", "**/dist/", "**/cdktf.out/", "**/rendered/", "**/.turbo/"] },
  {
    // A rule that must be switched off in place is a wrong rule: change it here, where a reviewer sees it.
    linterOptions: { noInlineConfig: true },
  },
  eslint.configs.recommended,
  tseslint.configs.strict,
  {
    languageOptions: {
      globals: { Buffer: false, URL: false, console: false, performance: false, process: false, setTimeout: false },
    },
    plugins: {
      jsdoc,
      unicorn,
      "runner-fleet": { rules: { "declared-imports": declaredImportsRule, layers: layersRule } },
    },
    rules: {
      "@typescript-eslint/no-dynamic-delete": "off",
      // A destructured property that is left out on purpose, and a parameter before the one that is needed.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      eqeqeq: "error",
      "max-lines": ["error", { max: 400 }],
      // Control characters are refused by rule in what users write, so patterns name them.
      "no-control-regex": "off",
      "no-warning-comments": ["error", { terms: ["eslint-disable", "eslint-enable", "todo", "fixme", "xxx"] }],
      "runner-fleet/declared-imports": "error",
      "runner-fleet/layers": "error",
      "unicorn/filename-case": ["error", { case: "kebabCase" }],
    },
  },
  {
    files: ["**/*.js"],
    languageOptions: { sourceType: "commonjs", globals: { __dirname: false, module: false, require: false } },
    rules: {
      "@typescript-eslint/no-require-imports": "off",
      // The parser counts TypeScript's own types as globals.
      "no-redeclare": ["error", { builtinGlobals: false }],
    },
  },
  {
    files: sources,
    rules: {
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          checkConstructors: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true, MethodDefinition: true },
          contexts: [
            "ExportNamedDeclaration > VariableDeclaration",
            "TSInterfaceDeclaration",
            "TSInterfaceDeclaration TSPropertySignature",
            "TSTypeAliasDeclaration",
          ],
        },
      ],
      "jsdoc/no-restricted-syntax": [
        "error",
        {
          contexts: [
            {
              comment: 'JsdocBlock:not(:has(JsdocTag[tag="default"]))',
              context: "TSPropertySignature[optional=true]",
              message: "Say what happens when this is left out: '@default value' or '@default - behaviour'.",
            },
          ],
        },
      ],
    },
  },
  {
    files: tests,
    extends: [jest.configs["flat/recommended"]],
    rules: {
      // An index that is not there fails the test either way.
      "@typescript-eslint/no-non-null-assertion": "off",
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect*", "**.expect*", "fc.assert"] }],
      "jest/no-disabled-tests": "error",
      "jest/no-restricted-matchers": [
        "error",
        {
          toBeDefined: "Say what it is, not only that it is there.",
          toMatchInlineSnapshot: "Assert the few properties that matter.",
          toMatchSnapshot:
            "Assert the few properties that matter; text a person reviews is a golden file in rendered/.",
          toThrowErrorMatchingInlineSnapshot: "Use toThrow with the text.",
          toThrowErrorMatchingSnapshot: "Use toThrow with the text.",
        },
      ],
      "jest/require-to-throw-message": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.object.name=/^(it|test)$/][callee.property.name='todo']",
          message: "Write the test or open an issue.",
        },
      ],
    },
  },
  {
    files: ["**/{common,helper,helpers,misc,types,util,utils}.{ts,js,mjs}"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "Program", message: "Name the file after the noun it holds (duration.ts, names.ts)." },
      ],
    },
  },
  {
    // The runner's own list of keys: one table, no logic.
    files: ["packages/config/src/keys/known-keys-*.ts"],
    rules: { "max-lines": "off" },
  },
);
