// The film page as a person uses it: from the film to the answer, accessible in every view, and nothing leaves it: no request,
// nothing stored, and none of the ways out that no policy closes.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filmPage } from './film.mjs';
import { buildPage, openBrowser, openPage, root, runTests, test } from './tap.mjs';

buildPage();
const browser = await openBrowser(), address = pathToFileURL(filmPage).href;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sample = join(root, 'examples/sample.mp4');

const open = (options) => openPage(browser, address, options);
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const headline = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor({ timeout: 300000 });
const give = (page, film) => page.locator('input[type=file][accept="video/*"]').nth(1).setInputFiles(film);

async function checkView(page, name) {
  await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(found.violations.map((v) => `${name}: ${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`), []);
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${name} is ${content} px wide in a window of ${window}`);
}

async function safetyLists(page) {
  await page.getByLabel('How old are you?').fill('34');
  await page.getByLabel('Male', { exact: true }).check();
  for (let list = 1; list <= 5; list++) {
    await page.getByText(`Step ${list} of about`).waitFor();
    await page.getByLabel('None of these', { exact: true }).check();
    await press(page, 'Next');
  }
}

test('one file under 12 MB', () => assert.ok(statSync(filmPage).size < 12_000_000));

test('the scripts know none of the ways out that no policy closes', () => {
  const scripts = [...readFileSync(filmPage, 'utf8').matchAll(/<script[^>]*(?:type="module"|id="film-(?:look|worker|live|saved)")[^>]*>([^]*?)<\/script>/g)].map(([, text]) => text);
  assert.equal(scripts.length, 5);
  const plain = scripts.join('\n').replace(/^\s*\/\/.*$/gm, '');
  for (const way of [/RTC\w+/, /\bopen\(/, /\.open\b(?! = )/, /\blocation\b/, /\bnavigation\b/, /\bfetch\b/, /XMLHttpRequest/, /WebSocket/, /WebTransport/, /EventSource/, /sendBeacon/, /importScripts/,
    /\bimport\(/, /\beval\b/, /\bFunction\(/, /\.submit\(/, /\bhttps?:(?!\/\/www\.w3\.org\/2000\/svg')/, /indexedDB/, /\bcaches\b/, /serviceWorker/, /document\.cookie/])
    assert.ok(!way.test(plain), `${way}: ${plain.match(way)?.input.slice(Math.max(0, plain.search(way) - 60), plain.search(way) + 60)}`);
});

test('from the film to the answer: no request, no violation, nothing stored', async () => {
  const page = await open();
  await press(page, 'I have a film');
  await give(page, sample);
  await headline(page, 'Looking at your film');
  await page.getByText('The first seconds look good').waitFor({ timeout: 300000 });
  await press(page, 'Meanwhile, the questions');
  await safetyLists(page);
  await press(page, 'Show the answer now');
  await page.locator('.first img').first().waitFor({ timeout: 600000 });
  assert.match(await page.locator('.first').textContent(), /lower back arched/);
  assert.deepEqual(page.seen.requests.filter((url) => !/^(blob|data):/.test(url)), [address]);
  assert.deepEqual(page.seen.messages, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  const stored = await page.evaluate(async () => [Object.keys(localStorage), Object.keys(sessionStorage), (await indexedDB.databases()).length]);
  assert.deepEqual(stored, [[], ['lumbar.answers'], 0]);
  const told = await page.evaluate(() => sessionStorage.getItem('lumbar.answers'));
  assert.ok(told.length < 5000 && !/points|outline|sample/.test(told));
  await page.reload(); // the film is gone with the tab's memory; what was answered is not
  assert.equal(await page.locator('.first img').count(), 0);
  await page.context().close();
});

test('every view of a film is accessible, and a refusal is a clear word', async () => {
  const page = await open({ bypassCSP: true, reducedMotion: 'reduce' });
  await press(page, 'I have a film');
  await checkView(page, 'which film');
  await give(page, { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('no film') });
  await headline(page, 'This film cannot be looked at');
  await checkView(page, 'refused');
  await press(page, 'Choose another film');
  await give(page, sample);
  await headline(page, 'Looking at your film');
  await page.getByText('The first seconds look good').waitFor({ timeout: 300000 });
  await checkView(page, 'looking');
  await press(page, 'Stop and use what was seen');
  await headline(page, 'Your film has been looked at');
  await checkView(page, 'looked at');
  await press(page, 'Go on');
  await page.getByText('Step 1 of about').waitFor();
  await page.context().close();
});

test('a film is offered after the safety lists, and can be left out', async () => {
  const page = await open();
  await press(page, 'Begin');
  await safetyLists(page);
  await headline(page, 'A film shows what words cannot');
  await press(page, 'Go on without a film');
  await page.getByText('Step 6 of about').waitFor();
  await page.context().close();
});

await runTests(() => browser.close());
