// The page in another language: built with one that marks each text, then interview, emergency, film, camera, answer and sheet
// hold no unmarked word; what was answered and typed outlasts a change of language.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPage, openBrowser, openPage, root, runTests, test } from './tap.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lumbar-language-')), sample = join(root, 'examples/sample.mp4');
const built = join(root, 'build', 'page-language');
execFileSync('python3', [join(root, 'tests/pseudo.py'), process.argv[2], folder], { env: { ...process.env, LUMBAR_SOURCE: root } });
buildPage('--language-folder', folder, '--to', built);
const browser = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']); // a camera before which nobody is
const open = (file = 'lumbar-film.html', options = {}) => openPage(browser, pathToFileURL(join(built, file)).href, options);
const code = 'qps', of = (page) => page.locator('select.language');
const main = (page) => page.locator('.actions .button.main').first().click();

// All that a person reads or hears in a document, but citations, the names of languages in themselves, and words of CSS classes.
const saidIn = () => {
  const silent = 'script, style, template, noscript, blockquote, .sources, .ref, .brand, option[lang]', all = [document.title];
  for (const node of document.documentElement.querySelectorAll('*')) {
    if (node.closest(silent)) continue;
    for (const name of ['aria-label', 'aria-valuetext', 'title', 'alt', 'placeholder', 'label']) if (node.hasAttribute(name)) all.push(node.getAttribute(name));
    for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE) all.push(child.data);
  }
  return all.map((text) => text.trim()).filter(Boolean);
};
const ALLOWED = /sample\.mp4|lumbar-sheet\.html|\bcm\b/g;
const unmarked = (texts) => texts.filter((text) => /[A-Za-z]{2,}/.test(text.replace(ALLOWED, '')));
async function allMarked(page, view) {
  const said = await page.evaluate(saidIn);
  assert.ok(said.length > 3, view);
  assert.deepEqual(unmarked(said), [], view);
}

async function safetyLists(page, { emergency = false } = {}) {
  for (let list = 1; list <= 5; list++) {
    await page.locator('.progress').waitFor();
    if (list === 1) {
      await page.locator('[id="field.age-years"]').fill('34');
      await page.locator('[id="sex.male"]').check();
    }
    await allMarked(page, `list ${list}`);
    const first = page.locator('.tick-row:visible input[type=checkbox]:visible').first();
    await (emergency && list === 2 ? first : page.locator('[id="ticks.none"]')).check();
    const before = await page.locator('h1').textContent();
    await main(page);
    await page.waitForFunction((text) => document.querySelector('h1').textContent !== text, before);
    if (emergency && list === 2) return;
  }
}

// Every question by its first answer; each view is looked at.
async function answerAll(page) {
  let asked = 0;
  for (; await page.locator('#progress').count(); asked++) {
    const before = await page.locator('h1').textContent();
    await allMarked(page, before);
    const option = page.locator('button.option');
    if (await option.count()) await option.first().click();
    else {
      if (await page.locator('input[type=number]').count()) await page.locator('input[type=number]').fill('3');
      else await page.locator('.tick input').first().check();
      await main(page);
    }
    await page.waitForFunction((text) => document.querySelector('h1').textContent !== text, before);
  }
  return asked;
}

async function saved(page, at) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.card.tools').first().locator('button').nth(at).click()]);
  return readFileSync(await file.path(), 'utf8');
}

test('with one language there is nothing to choose', async () => {
  buildPage();
  const page = await openPage(browser, pathToFileURL(join(root, 'build/lumbar.html')).href);
  assert.equal(await of(page).count(), 0);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.context().close();
});

test('from the choice to the answer with a film no word is unmarked', async () => {
  const page = await open();
  assert.deepEqual(await of(page).locator('option').allTextContents().then((names) => names.length), 2);
  assert.match(await page.locator('h1').textContent(), /lower back/);
  await of(page).selectOption(code);
  assert.equal(await page.locator('html').getAttribute('lang'), code);
  await allMarked(page, 'start');
  await main(page);
  await safetyLists(page);
  await allMarked(page, 'which film');
  await page.locator('input[type=file][accept="video/*"]').nth(1).setInputFiles(sample);
  await page.locator('.first-good, .first-mend').waitFor({ timeout: 300000 });
  await allMarked(page, 'looking');
  await main(page);
  await page.locator('#progress').waitFor();
  await allMarked(page, 'question beside a film');
  await page.locator('.actions button').last().click(); // the answer, with what was told so far
  await page.locator('.first img').first().waitFor({ timeout: 600000 });
  await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true; });
  await allMarked(page, 'answer');
  await page.locator('.player .button').first().click();
  await page.locator('.player-charts figure').first().waitFor({ timeout: 60000 });
  await allMarked(page, 'player');
  const sheet = await saved(page, 1);
  assert.match(sheet, /<html lang="qps"/);
  assert.deepEqual(unmarked(await page.evaluate((html) => {
    const read = new DOMParser().parseFromString(html, 'text/html'), walk = read.createTreeWalker(read.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('style, script, .sources, .ref, .brand, blockquote')) texts.push(walk.currentNode.data);
    return texts;
  }, sheet)), []);
  await page.locator('#overview-button').click();
  await allMarked(page, 'overview');
  await page.goBack();
  await of(page).selectOption('en'); // the film's worker says it again
  await page.getByText('lower back arched').first().waitFor({ timeout: 300000 });
  assert.ok(!/[ȧėŀ]/.test(await page.locator('main').textContent()));
  await page.context().close();
});

test('so is training before the camera: before it, while nobody is seen, at its end, and without a camera', async () => {
  const page = await openPage(browser, pathToFileURL(join(built, 'lumbar-film.html')).href, { permissions: ['camera'] });
  await of(page).selectOption(code);
  await page.locator('.actions button').nth(1).click();
  await page.locator('.actions button:has(svg)').last().click();
  await page.locator('.live-choices').waitFor();
  await allMarked(page, 'before the camera');
  const refuse = (name) => page.evaluate((why) => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('…', why); }; }, name);
  const ask = await page.evaluateHandle(() => navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices));
  for (const name of ['NotAllowedError', 'NotFoundError', 'NotReadableError']) {
    await refuse(name);
    await main(page);
    await page.locator('.error').waitFor();
    await allMarked(page, `no camera: ${name}`);
    await page.locator('.live-choices input').first().click(); // and the choices stay
  }
  await page.evaluate((own) => { navigator.mediaDevices.getUserMedia = own; }, ask);
  await main(page);
  await page.locator('.live-mend p').first().waitFor({ timeout: 120000 });
  await allMarked(page, 'before the camera, nobody');
  await page.locator('.live ~ .actions button, .live .actions button').first().click();
  await page.waitForFunction(() => !document.querySelector('.live-mend'), null, { timeout: 120000 });
  await allMarked(page, 'the end before the camera');
  await page.context().close();
});

test('every question and the answer from words are in the language', async () => {
  const page = await open('lumbar.html');
  await of(page).selectOption(code);
  await main(page);
  await safetyLists(page);
  assert.ok(await answerAll(page) > 3);
  await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true; });
  await allMarked(page, 'answer');
  await page.context().close();
});

test('the journal is in the language', async () => {
  const page = await open('lumbar.html');
  await of(page).selectOption(code);
  await page.locator('.start .actions button').last().click();
  await page.locator('#day-0').waitFor();
  await allMarked(page, 'an empty journal');
  await page.locator('.chips .step[aria-pressed=false]').nth(2).click(); // behind the days
  await page.locator('#amounts .step').last().click();
  await page.locator('#noted').waitFor();
  await allMarked(page, 'a workout');
  await page.locator('.scale .step').nth(9).click();
  await page.locator('#noted .note').waitFor();
  await page.locator('#keep-journal').check();
  await page.locator('.keep .actions-inline button').click();
  await allMarked(page, 'an ache, about to forget');
  await page.context().close();
});

test('an emergency is in the language, and the way on', async () => {
  const page = await open('lumbar.html');
  await of(page).selectOption(code);
  await main(page);
  await safetyLists(page, { emergency: true });
  await page.locator('.emergency, .urgent').first().waitFor();
  await allMarked(page, 'emergency');
  await page.context().close();
});

test('what is typed, ticked and answered outlasts a change of language, and so does the choice a reload', async () => {
  const page = await open('lumbar.html');
  await main(page);
  await page.locator('[id="field.age-years"]').fill('41');
  await page.locator('[id="sex.female"]').check();
  const tick = page.locator('.tick-row:visible input[type=checkbox]:visible').first(), id = await tick.getAttribute('id');
  await tick.check();
  await of(page).selectOption(code);
  assert.equal(await page.locator('[id="field.age-years"]').inputValue(), '41');
  assert.ok(await page.locator('[id="sex.female"]').isChecked() && await page.locator(`[id="${id}"]`).isChecked());
  await main(page);
  await page.reload();
  await page.waitForSelector('h1');
  assert.equal(await page.locator('html').getAttribute('lang'), code);
  assert.equal(await of(page).inputValue(), code);
  const told = await page.evaluate(() => JSON.parse(sessionStorage.getItem('lumbar.answers')));
  assert.equal(told.answers['age-years'], 41);
  await page.context().close();
});

test('a browser that is set to the language is spoken to in it', async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['xx', 'qps-XX'] }));
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(built, 'lumbar.html')).href);
  await page.waitForSelector('h1');
  assert.equal(await page.locator('html').getAttribute('lang'), code);
  await context.close();
});

await runTests(async () => { await browser.close(); rmSync(folder, { recursive: true }); });
