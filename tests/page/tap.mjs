// TAP for tests in JavaScript, and what they share: the built page, its core, the browser.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const pageFile = join(root, 'build', 'lumbar.html');
export const pageAddress = pathToFileURL(pageFile).href;

const tests = [];
export const test = (name, run) => tests.push({ name, run });

export function skipAll(why) {
  console.log(`1..0 # SKIP ${why}`);
  process.exit(0);
}

// Runs what was declared, in order; a thrown error fails its test and is shown.
export async function runTests(after) {
  console.log(`1..${tests.length}`);
  for (const [index, { name, run }] of tests.entries()) {
    try {
      await run();
      console.log(`ok ${index + 1} - ${name}`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`not ok ${index + 1} - ${name}\n${String(error.stack ?? error).replace(/^/gm, '# ')}`);
    }
  }
  await after?.();
}

// Builds the page where its compiler is installed; else the tests are skipped.
export function buildPage(...options) {
  const missing = spawnSync(join(root, 'scripts/page'), ['--check'], { encoding: 'utf8' });
  if (missing.status === 77) skipAll(missing.stderr.trim());
  execFileSync(join(root, 'scripts/page'), options, { stdio: ['ignore', 'ignore', 'inherit'] });
}

export async function openBuiltCore() {
  const { openCore } = await import(pathToFileURL(join(root, 'page/core.mjs')).href);
  return openCore(readFileSync(join(root, 'build/page/core.wasm')));
}

const CHROMIUM = '/usr/bin/chromium';
// `more`: flags of the browser.
export async function openBrowser(more = []) {
  if (!existsSync(CHROMIUM)) skipAll('chromium is not installed; scripts/setup browser installs it');
  let driver;
  try { driver = await import('playwright-core'); } catch { skipAll('playwright-core is not installed; npm ci installs it'); }
  return driver.chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more] });
}

// Opens an address in a fresh profile, as wide as a phone, and notes every request and every message of the browser.
// `before`: a function and what it is given, run before the page's own script.
export async function openPage(browser, address, options = {}, before = null) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  page.seen = { requests: [], messages: [] };
  page.on('request', (request) => page.seen.requests.push(request.url()));
  page.on('console', (message) => page.seen.messages.push(message.text()));
  page.on('pageerror', (error) => page.seen.messages.push(error.message));
  await page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.blockedURI + event.violatedDirective));
  });
  if (before) await page.addInitScript(...before);
  await page.goto(address);
  await page.waitForSelector('h1');
  return page;
}
