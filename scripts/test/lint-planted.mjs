import { text } from "node:stream/consumers";
import { ESLint } from "eslint";

// ESLint loads its configuration by import(), which jest's sandbox can't do; hence a process of its own.
// Reads [{ file, code }] on stdin, prints what the repository's configuration says of each: [["rule: message"]].
const eslint = new ESLint();
const reports = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: file });
  reports.push(result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
console.log(JSON.stringify(reports));
