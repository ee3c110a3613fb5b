// Holds the pages of a finished plan or study against the HTML standard, by html-validate's standard rules.
//
//     node valid.mjs <folder of a finished plan> [<file.html> ...]
import fs from "node:fs";
import path from "node:path";

import { HtmlValidate } from "html-validate";

const [folder, ...named] = process.argv.slice(2);
if (!folder) {
  console.error("give the folder of a finished plan");
  process.exit(2);
}
const inFolder = fs.readdirSync(folder).filter((name) => name.endsWith(".html"));
const pages = [...inFolder.map((name) => path.join(folder, name)), ...named];
if (pages.length === 0) {
  console.error(`no page in ${folder}`);
  process.exit(1);
}
const validate = new HtmlValidate({ extends: ["html-validate:standard"] });
let faults = 0;
for (const file of pages) {
  const report = await validate.validateString(fs.readFileSync(file, "utf8"));
  const messages = report.results.flatMap((result) => result.messages);
  const errors = messages.filter(({ severity }) => severity === 2);
  const rules = new Map();
  for (const { ruleId, message, line, column } of errors) {
    if (!rules.has(ruleId)) rules.set(ruleId, [0, `${message} (line ${line}, column ${column})`]);
    rules.get(ruleId)[0] += 1;
  }
  for (const [rule, [times, first]] of rules) console.log(`fault: ${path.basename(file)}: ${rule}, ${times} times: ${first}`);
  if (errors.length === 0) console.log(`ok: ${path.basename(file)}: valid by html-validate`);
  faults += errors.length;
}
process.exit(faults > 0 ? 1 : 0);
