// Walks through a built site in Chrome 80, the oldest that we promise, as readers do in both
// languages: search, open what was found, filter, open a note, switch language.
//
//     node journeys.mjs ../../site

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { chmodSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import puppeteer from "puppeteer-core";

const SITE = process.argv[2];
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
};
const PHONE = { width: 390, height: 700, isMobile: true, hasTouch: true };

/** The browser of the package, unpacked beside it once. */
function chrome() {
  const folder = fileURLToPath(new URL("node_modules/chrome-aws-lambda/bin/", import.meta.url));
  const path = join(folder, "chromium");
  if (!existsSync(path)) {
    writeFileSync(path, brotliDecompressSync(readFileSync(join(folder, "chromium.br"))));
    chmodSync(path, 0o755);
  }
  return path;
}

function answer(request, response) {
  let path = join(SITE, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
  if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
  const found = existsSync(path);
  response.writeHead(found ? 200 : 404, { "Content-Type": TYPES[extname(path)] || "text/plain" });
  response.end(found ? readFileSync(path) : "");
}

async function walk(page, base, language, other) {
  const shown = (selector) => page.waitForSelector(selector, { visible: true, timeout: 20000 });
  const ROWS = "[...document.querySelectorAll('table.claims tbody tr')].filter((one) => one.offsetHeight).length";
  const rows = () => page.evaluate(ROWS);

  await page.goto(`${base}${language}/figures/`);
  const words = await page.$eval(".claims__label", (one) => one.textContent.trim());
  const all = await rows();
  await shown("select[name=evidence]");
  const level = await page.$eval("select[name=evidence]", (one) => one.options[1].value);
  await page.select("select[name=evidence]", level);
  const left = await rows();
  assert.ok(left > 0 && left < all, `the filter leaves ${left} of ${all}`);
  assert.ok(page.url().endsWith(`?evidence=${level}`), page.url());
  await page.click(".language-switch__link");
  await page.waitForFunction((path) => location.pathname.includes(path), {}, `/${other}/figures/`);
  assert.ok(page.url().includes(`?evidence=${level}`), page.url());
  await page.waitForFunction(`${ROWS} === ${left}`);

  await page.goto(`${base}${language}/`);
  await page.click("label.md-header__button[for=__search]");
  await shown(".md-search__input");
  await page.type(".md-search__input", words);
  await shown("a.md-search-result__link");
  await page.click("a.md-search-result__link");
  await page.waitForFunction((path) => location.pathname !== path, {}, `/${language}/`);
  await shown("article h1");

  await page.goto(`${base}${language}/`);
  await page.click(".fact .cite");
  await shown(".fact .note");
  const box = await page.$eval(".fact .note", (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(box, "the note is not wholly in the window");
}

const server = createServer(answer).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const browser = await puppeteer.launch({
  executablePath: chrome(),
  args: ["--no-sandbox", "--disable-gpu"],
  userDataDir: mkdtempSync(join(tmpdir(), "chrome-")),
});
const wrong = [];
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (said) => said.type() === "error" && wrong.push(said.text()));
  await page.setViewport(PHONE);
  const base = `http://127.0.0.1:${server.address().port}/`;
  await walk(page, base, "zh", "en");
  await walk(page, base, "en", "zh");
  assert.equal(wrong.length, 0);
  console.log(`${await browser.version()}: both languages walked through without an error`);
} finally {
  wrong.forEach((one) => console.error(one));
  await browser.close();
  server.close();
}
