// The player, as a person comes to it: answers, a film, the answer, then the film with what was seen in it.
import assert from 'node:assert/strict';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filmPage } from './film.mjs';
import { buildPage, openBrowser, openPage, root, runTests, test } from './tap.mjs';

buildPage();
const browser = await openBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const page = await openPage(browser, pathToFileURL(filmPage).href);
const press = (name) => page.getByRole('button', { name, exact: true }).click();
const filmTime = () => page.locator('.player-film video').first().evaluate((video) => video.currentTime);
const drawn = (where = page) => where.locator('.player-film canvas').first().evaluate((canvas) => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, canvas.width, canvas.height).data.reduce((sum, value) => sum + (value > 0), 0);
});

test('from answers and a film to the answer, and the player opens', async () => {
  await page.locator('input[type=file][accept^=".json"]').setInputFiles(join(root, 'examples/answers.json'));
  await page.getByRole('heading', { name: 'Your answers' }).waitFor();
  await page.goBack();
  await press('I have a film');
  await page.locator('input[type=file]:not([capture])').last().setInputFiles(join(root, 'examples/sample.mp4'));
  await page.getByRole('button', { name: 'Go on', exact: true }).click({ timeout: 600_000 });
  while (!(await page.getByRole('button', { name: 'Open the player' }).count())) {
    const now = page.getByRole('button', { name: 'Show the answer now' });
    if (await now.count()) await now.click();
    await page.waitForTimeout(200);
  }
  await press('Open the player');
  await page.waitForFunction(() => document.querySelector('.player-film video')?.readyState >= 2);
  assert.ok(await page.locator('.player-charts svg').count() >= 3);
});

test('the time of a finding leads the film there, with the body drawn over it', async () => {
  const mark = page.locator('.player-found button').first(), [minutes, seconds] = (await mark.textContent()).split(':').map(Number);
  await mark.click();
  await page.waitForFunction((at) => Math.abs(document.querySelector('.player-film video').currentTime - at) <= 1, 60 * minutes + seconds);
  await page.waitForFunction(() => !document.querySelector('.player-film video').seeking);
  assert.ok(await drawn() > 1000);
  assert.match(await mark.getAttribute('aria-label'), /Show it at \d+:\d\d/);
});

test('what is drawn can be taken away, and a curve leads to its time', async () => {
  await page.getByLabel('Body drawn over the film').uncheck();
  await page.getByLabel('Head covered').uncheck();
  assert.equal(await drawn(), 0);
  await page.getByLabel('Body drawn over the film').check();
  assert.ok(await drawn() > 1000);
  const before = await filmTime(), curve = page.locator('.player-charts svg').first(), box = await curve.boundingBox();
  await curve.click({ position: { x: box.width * 0.8, y: box.height / 2 } });
  await page.waitForFunction((at) => document.querySelector('.player-film video').currentTime > at + 2, before);
});

test('it can be reached and used by keyboard: the slider moves the film', async () => {
  const slider = page.getByLabel('Place in the film'), before = await filmTime();
  await slider.focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((at) => document.querySelector('.player-film video').currentTime < at - 0.5, before);
});

test('saved with its film, the page is whole: its player works from the file, and asks for nothing', async () => {
  const button = page.getByRole('button', { name: /^Save with the film \(about \d+ MB\)$/ });
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 120_000 }), button.click()]), at = await download.path();
  const whole = `${at}.html`;
  renameSync(at, whole);
  const saved = await openPage(browser, pathToFileURL(whole).href);
  await saved.waitForFunction(() => document.querySelector('.player-film video')?.readyState >= 2);
  await saved.locator('.player-found button').first().click();
  await saved.waitForFunction(() => document.querySelector('.player-film video').currentTime > 1);
  assert.ok(await drawn(saved) > 1000);
  assert.deepEqual(saved.seen.requests.filter((url) => !/^(blob|data):/.test(url)), [pathToFileURL(whole).href]);
  assert.deepEqual([saved.seen.messages, await saved.evaluate(() => globalThis.violations)], [[], []]);
  await saved.context().close();
  await bestBesideWorst(whole);
});

// The saved page, as if its film had a clean repetition and a wrong one: each goes round within its own, slowly.
async function bestBesideWorst(whole) {
  const html = readFileSync(whole, 'utf8'), data = /(<script[^>]* id="saved-seen"[^>]*>)([^<]*)/, seen = JSON.parse(html.match(data)[2]);
  const [first, second] = seen.reps, both = `${whole}.both.html`, moment = (kind, rep) => ({ kind, time_s: rep.top_s, caption: `the ${kind}` });
  writeFileSync(both, html.replace(data, (all, open) => open + JSON.stringify({ ...seen, moments: [moment('worst', second), moment('best', first)] })));
  const saved = await openPage(browser, pathToFileURL(both).href);
  const pair = saved.locator('.player-pair'), videos = pair.locator('video');
  await saved.waitForFunction(() => [...document.querySelectorAll('.player-pair video')].filter((video) => video.readyState >= 2).length === 2);
  assert.deepEqual(await pair.locator('figcaption').allTextContents(), ['the best', 'the worst']);
  await pair.locator('xpath=..').getByRole('button').click();
  await saved.waitForFunction((starts) => [...document.querySelectorAll('.player-pair video')].every((video, i) => !video.paused && video.currentTime > starts[i] + 0.1), [first.start_s, second.start_s]);
  for (const [i, rep] of [first, second].entries()) {
    const { at, rate } = await videos.nth(i).evaluate((video) => ({ at: video.currentTime, rate: video.playbackRate }));
    assert.ok(at >= rep.start_s - 0.1 && at <= rep.end_s + 0.5, `${at} s is outside ${rep.start_s} to ${rep.end_s}`);
    assert.equal(rate, 0.25);
  }
  await saved.context().close();
}

test('no request but of the page and its own film, no error; the film is let go with the view', async () => {
  assert.deepEqual(page.seen.requests.filter((url) => !/^(blob|data):/.test(url)), [pathToFileURL(filmPage).href]);
  assert.deepEqual(page.seen.messages, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  const address = await page.locator('.player-film video').first().getAttribute('src');
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector('.player'));
  await page.waitForTimeout(200);
  const alive = await page.evaluate((url) => new Promise((done) => {
    const image = document.createElement('video');
    image.onloadeddata = () => done(true);
    image.onerror = () => done(false);
    image.src = url;
  }), address);
  assert.equal(alive, false);
});

test('accessible, light and dark', async () => {
  await page.goForward();
  await press('Open the player');
  await page.waitForSelector('.player-charts svg');
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true });
  const plain = await context.newPage();
  await plain.goto(pathToFileURL(filmPage).href);
  await plain.evaluate(axe);
  const markup = await page.locator('.player').evaluate((place) => place.outerHTML.replace(/ src="[^"]*"/g, ''));
  for (const colorScheme of ['light', 'dark']) {
    await plain.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await plain.evaluate((html) => { document.getElementById('main').innerHTML = `<h1>Player</h1>${html}`; }, markup);
    const { violations } = await plain.evaluate(() => globalThis.axe.run(document.getElementById('main')));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  }
  await context.close();
});

await runTests(() => browser.close());
