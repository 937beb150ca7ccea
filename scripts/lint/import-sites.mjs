/** Calls whose first argument is a module's name. */
const calls =
  /^(require|require\.resolve|(jest|import\.meta)\.(mock|doMock|requireActual|createMockFromModule|resolve))$/;

/**
 * Visitors that call `report(name, node)` for every module a file names, however it does: import, export from,
 * `import()`, `require`, `require.resolve`, `import x = require()`, a type's `import("…")`, `jest.mock`.
 *
 * @param {import("eslint").Rule.RuleContext} context the rule's context
 * @param {(name: string, node: object) => void} report called once for each module named by a string
 */
export function importSites(context, report) {
  const literal = (node) => {
    const text = node?.type === "TSLiteralType" ? node.literal : node;
    if (typeof text?.value === "string") report(text.value, text);
    else if (text?.type === "TemplateLiteral" && text.expressions.length === 0)
      report(text.quasis[0].value.cooked, text);
  };
  return {
    ImportDeclaration: (node) => literal(node.source),
    ExportNamedDeclaration: (node) => literal(node.source),
    ExportAllDeclaration: (node) => literal(node.source),
    ImportExpression: (node) => literal(node.source),
    TSImportType: (node) => literal(node.source ?? node.argument),
    TSExternalModuleReference: (node) => literal(node.expression),
    CallExpression: (node) => {
      if (calls.test(context.sourceCode.getText(node.callee))) literal(node.arguments[0]);
    },
  };
}
