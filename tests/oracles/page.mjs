// Holds the pages of a finished plan or study against axe-core: no finding that is serious or critical, wide and
// narrow, light and dark; nothing wider than the window; no request to anywhere; and reports how long a page takes to open.
//
//     node page.mjs <folder of a finished plan> [<file.html> ...]
//
// Chromium is looked for in CHROMIUM, else in /usr/bin/chromium.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import axe from "axe-core";
import puppeteer from "puppeteer-core";

const [folder, ...named] = process.argv.slice(2);
if (!folder) {
  console.error("give the folder of a finished plan");
  process.exit(2);
}
const isPage = (name) => name.endsWith(".html");
const pages = [...fs.readdirSync(folder).filter(isPage).map((name) => path.join(folder, name)), ...named];
if (pages.length === 0) {
  console.error(`no page in ${folder}`);
  process.exit(1);
}

/** The longest that a page may take to open [ms]; generous, since other programs may run beside. */
const LONGEST = Number(process.env.LONGEST_MS ?? 2000);

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let faults = 0;
const fault = (text) => {
  faults += 1;
  console.log(`fault: ${text}`);
};

for (const file of pages) {
  const name = path.basename(file);
  let fastest = Infinity;
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1400, 420]) {
      const page = await browser.newPage();
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: colorScheme }]);
      const asked = [];
      const said = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => message.type() === "error" && said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: "load" });
      const opened = await page.evaluate(
        () =>
          new Promise((done) =>
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))),
          ),
      );
      fastest = Math.min(fastest, opened);
      const state = `${name}, ${colorScheme}, ${width} px`;
      if (asked.length !== 1) fault(`${state}: asks for ${asked.slice(1).join(", ")}`);
      for (const error of said) fault(`${state}: ${error}`);
      const widest = await page.evaluate(() => document.documentElement.scrollWidth);
      if (widest > width) fault(`${state}: ${widest} px wide`);
      await page.evaluate(axe.source);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const grave = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      for (const { id, impact, nodes } of grave) {
        fault(`${state}: ${impact} ${id}, ${nodes.length} times, first ${nodes[0].target} (${nodes[0].failureSummary.replaceAll("\n", " ")})`);
      }
      const minor = found.violations.filter((one) => !grave.includes(one)).map(({ id }) => id);
      if (grave.length === 0) {
        console.log(`ok: ${state}: nothing serious by axe ${axe.version}${minor.length ? `; minor: ${minor.join(", ")}` : ""}`);
      }
      await page.close();
    }
  }
  const kilobytes = Math.round(fs.statSync(file).size / 1024);
  if (fastest > LONGEST) fault(`${name}: ${Math.round(fastest)} ms to open`);
  else console.log(`ok: ${name}: ${kilobytes} KiB, open in ${Math.round(fastest)} ms`);

  // A person is found by keyboard and by address, and every day is in print.
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  if (await page.$("#find")) {
    const id = await page.evaluate(() => document.querySelector("#find option:nth-child(2)").value);
    await page.focus("#find");
    await page.keyboard.press("ArrowDown");
    const chosen = await page.evaluate(() => [
      document.querySelector("#find").value,
      document.querySelectorAll(".hit").length,
      document.querySelectorAll("#found li").length,
    ]);
    if (chosen[0] !== id || chosen[1] < 2 || chosen[2] < 1) fault(`${name}: nobody found by keyboard (${chosen})`);
    else console.log(`ok: ${name}: a person found by keyboard, marked in ${chosen[1]} rows, ${chosen[2]} days in words`);
    await page.goto(`${pathToFileURL(path.resolve(file)).href}#person${id}`);
    await page.reload();
    const byAddress = await page.evaluate(() => document.querySelectorAll("#found li").length);
    if (byAddress < 1) fault(`${name}: #person${id} finds nobody`);
    await page.emulateMediaType("print");
    const [days, shown] = await page.evaluate(() => {
      const panels = Array.from(document.querySelectorAll("#day .panel"));
      return [panels.length, panels.filter((panel) => panel.offsetHeight > 0).length];
    });
    if (days !== shown) fault(`${name}: ${shown} of ${days} days in print`);
    else console.log(`ok: ${name}: all ${days} days in print`);
    const pdf = await page.pdf({ preferCSSPageSize: true, timeout: 120000 });
    const megabytes = (pdf.length / 1e6).toFixed(1);
    if (pdf.length > 10e6) fault(`${name}: ${megabytes} MB as PDF`);
    else console.log(`ok: ${name}: ${megabytes} MB as PDF`);
    const plain = await browser.newPage();
    await plain.setJavaScriptEnabled(false);
    await plain.goto(pathToFileURL(path.resolve(file)).href);
    const labels = await plain.$$("#day .tabs > label");
    if (labels.length > 0) {
      await labels.at(-1).click();
      const panels = await plain.$$("#day .panel");
      if (!(await panels.at(-1).isVisible())) fault(`${name}: no day without JavaScript`);
      else console.log(`ok: ${name}: days are picked without JavaScript`);
    }
    await plain.close();
  }
  await page.close();
}
await browser.close();
process.exit(faults > 0 ? 1 : 0);
