// The journal in the built page: four taps, the tool's file in and out, kept only where asked, heard by the answer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { twoMonths } from './days.mjs';
import { buildPage, openBrowser, openBuiltCore, openPage, pageAddress, root, runTests, test } from './tap.mjs';

buildPage();
const browser = await openBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'lumbar-page-journal-')), tool = process.argv[2], journal = join(folder, 'j.db');

const lumbar = (...words) => execFileSync(tool, words, { encoding: 'utf8', env: { ...process.env, XDG_DATA_HOME: folder } });
const button = (page, name) => page.getByRole('button', { name, exact: true });
const entries = (page) => page.locator('.given li > span').allInnerTexts();
const stored = (page) => page.evaluate(() => localStorage.getItem('lumbar.journal'));
const noted = (page, text) => page.locator('#noted').getByText(text).first().waitFor();

async function open(options = {}) {
  const page = await openPage(browser, pageAddress, options);
  page.taps = 0;
  page.tap = async (locator) => { page.taps += 1; await locator.click(); };
  return page;
}

async function openJournal(options) {
  const page = await open(options);
  await page.tap(button(page, 'Note a workout or an ache'));
  return page;
}

async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save the journal as a file').click()]);
  return readFileSync(await download.path(), 'utf8');
}

async function load(page, path) {
  await page.locator('input[type=file]').setInputFiles(path);
  await page.locator('.given li').first().waitFor();
}

test('a workout and an ache take at most four taps each, and can be taken back', async () => {
  const page = await openJournal();
  await page.tap(button(page, 'leg raise'));
  await page.tap(page.locator('#amounts').getByRole('button', { name: '12', exact: true }));
  await noted(page, 'leg raise 3 x 12.');
  await page.tap(page.locator('#noted').getByRole('button', { name: '8', exact: true }));
  await noted(page, 'leg raise 3 x 12, effort 8 of 10.');
  assert.ok(page.taps <= 4, String(page.taps));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'noted');

  page.taps = 1; // from the start page on, again
  await page.tap(page.locator('.scale').getByRole('button', { name: '4', exact: true }));
  await page.tap(button(page, 'on the left'));
  await page.tap(button(page, 'in the morning'));
  await noted(page, 'ache 4 of 10, on the left, in the morning.');
  assert.ok(page.taps <= 4, String(page.taps));
  await button(page, 'in set 2').click(); // of the workout of that day
  await noted(page, 'ache 4 of 10, on the left, in the morning, began in set 2.');

  page.taps = 1;
  await page.tap(button(page, 'leg raise 3 x 12')); // as last time
  await noted(page, 'leg raise 3 x 12.');
  assert.equal((await entries(page)).length, 3);
  await button(page, 'Take it back').click();
  assert.equal((await entries(page)).length, 2);

  const all = await entries(page);
  await page.getByRole('button', { name: /^Take out/ }).first().click();
  await noted(page, 'Taken out');
  assert.deepEqual(await entries(page), all.slice(1));
  await button(page, 'Take it back').click();
  assert.deepEqual(await entries(page), all);
  await page.context().close();
});

test('what was taken out stays out when a file has it, unless it is asked back', async () => {
  const page = await openJournal(), file = join(folder, 'with.json');
  const strength = (name) => page.locator('.scale').getByRole('button', { name, exact: true });
  await strength('4').click();
  await noted(page, 'ache 4');
  await strength('2').click();
  await noted(page, 'ache 2');
  writeFileSync(file, await saved(page));
  await page.getByRole('button', { name: /^Take out.*ache 4/ }).click();
  await noted(page, 'Taken out');
  await page.reload();
  await load(page, file);
  await page.getByText('One entry of the file was left out, as you took it out here.').waitFor();
  assert.equal((await entries(page)).length, 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'left');
  await button(page, 'Bring back what was left out').click();
  await page.locator('.given li').nth(1).waitFor();
  assert.equal((await entries(page)).length, 2);
  assert.equal(await page.locator('#left').count(), 0);
  await page.context().close();
});

test('what is tapped one after the other is one workout; another day is another', async () => {
  const page = await openJournal();
  const tap = async (exercise, amount) => {
    await button(page, exercise).first().click();
    await page.locator('#amounts').getByRole('button', { name: amount, exact: true }).click();
  };
  await tap('crunch', '15');
  await tap('plank', '40');
  await noted(page, 'crunch 3 x 15; plank 3 x 40 s.');
  await button(page, 'Yes').click();
  await noted(page, 'warm-up before');
  await button(page, 'Yesterday').click();
  await tap('crunch', '10');
  assert.equal((await entries(page)).length, 2);
  await page.context().close();
});

test('a line in words, one that is not understood, and an ache that needs a look', async () => {
  const page = await openJournal(), line = page.getByLabel('A workout, an ache or a night');
  await line.fill('yesterday leg rasie 3x12');
  await line.press('Enter');
  await page.getByRole('alert').getByText('leg raise?').waitFor();
  await button(page, 'I meant leg raise').click();
  await noted(page, 'leg raise 3 x 12');
  assert.equal(await page.locator('#noted .note').count(), 0);
  await page.locator('.scale').getByRole('button', { name: '8', exact: true }).click();
  await button(page, 'Answer the safety questions').click();
  assert.match(await page.locator('.progress').innerText(), /Step 1/);
  await page.context().close();
});

test('the tool\'s file comes in, goes out the same, and neither side has anything twice', async () => {
  const log = (...words) => lumbar('log', '--journal', journal, ...words), file = join(folder, 'tool.json'), back = join(folder, 'page.json');
  log('yesterday leg raise 3x12 rpe 8, warm-up 10 min');
  log('ache 4 left, this morning');
  log('slept 6.5h');
  lumbar('journal', 'export', '--journal', journal, file);
  const page = await openJournal();
  await load(page, file);
  assert.deepEqual(JSON.parse(await saved(page)), JSON.parse(readFileSync(file, 'utf8')));
  await load(page, file);
  assert.equal((await entries(page)).length, 3);
  await page.reload(); // what is held for it is shorter, and comes to the same
  await page.locator('.given li').first().waitFor();
  assert.deepEqual(JSON.parse(await saved(page)), JSON.parse(readFileSync(file, 'utf8')));
  await page.locator('.scale').getByRole('button', { name: '0', exact: true }).click();
  await noted(page, 'no ache');
  writeFileSync(back, await saved(page));
  assert.match(lumbar('journal', 'import', '--journal', journal, back), /1 new, 0 with more than\s+before, 3 known/);
  assert.match(lumbar('journal', 'import', '--journal', journal, back), /0 new, 0 with more than\s+before, 4 known/);
  writeFileSync(back, '{"schema": "lumbar.answers/1"}');
  await page.locator('input[type=file]').setInputFiles(back);
  await page.getByText('That did not work').first().waitFor();
  assert.deepEqual(page.seen.messages, []);
  assert.deepEqual([...new Set(page.seen.requests.filter((url) => !/^(data|blob):/.test(url)))], [pageAddress]);
  await page.context().close();
});

test('kept only where asked: a reload loses nothing, a new tab knows nothing; kept, two tabs have one journal', async () => {
  const page = await openJournal();
  const ache = (tab, strength) => tab.locator('.scale').getByRole('button', { name: strength, exact: true }).click();
  await ache(page, '3');
  await noted(page, 'ache 3');
  assert.equal(await stored(page), null);
  await page.reload();
  await page.locator('.given li').first().waitFor();
  const another = async () => {
    const tab = await page.context().newPage();
    await tab.goto(pageAddress);
    await button(tab, 'Note a workout or an ache').click();
    return tab;
  };
  const stranger = await another();
  assert.equal((await entries(stranger)).length, 0);
  await stranger.close();
  await page.getByLabel('Keep my journal in this browser').check();
  assert.match(await page.locator('.keep').innerText(), /clears this browser's history and site data erases it for good/);
  assert.match(await stored(page), /"strength":3/);
  const tab = await another();
  await ache(tab, '5');
  await noted(tab, 'ache 5');
  await ache(page, '2');
  await noted(page, 'ache 2');
  assert.equal((await entries(page)).length, 3); // with that of the other tab
  await button(page, 'Forget the journal').click();
  await page.locator('.sure').getByText('Forget all 3 entries?').waitFor();
  assert.ok(await stored(page));
  await button(page, 'Yes, forget').click();
  assert.equal(await stored(page), null);
  await ache(tab, '1');
  await noted(tab, 'ache 1');
  assert.equal((await entries(tab)).length, 1); // forgotten there too
  assert.equal(await stored(tab), null);
  await page.context().close();
});

test('what cannot be read is left as it is', async () => {
  const page = await openJournal();
  await page.evaluate(() => localStorage.setItem('lumbar.journal', '{"schema": "lumbar.history/2"'));
  await page.locator('.scale').getByRole('button', { name: '3', exact: true }).click();
  await page.getByText('cannot be read, and is left as it is').first().waitFor();
  assert.match(await stored(page), /history\/2/);
  assert.match(await saved(page), /history\/2/);
  await page.context().close();
});

test('the answer hears the journal, as the tool hears it', async () => {
  const file = join(folder, 'days.json'), answers = join(folder, 'answers.json'), other = join(folder, 'k.db'), report = join(folder, 'r.html');
  const screens = (await openBuiltCore()).questions.filter((q) => q.screen && q.kind === 'yes-no-unsure' && !/pregnant|birth|periods/.test(q.id));
  const safe = Object.fromEntries(screens.map((q) => [q.id, 'no']));
  writeFileSync(file, twoMonths());
  writeFileSync(answers, JSON.stringify({ schema: 'lumbar.answers/1', answers: { 'age-years': 34, sex: 'male', exercises: 'leg-raise', ...safe } }));
  lumbar('journal', 'import', '--journal', other, file);
  const told = JSON.parse(lumbar('why', '--json', '--answers', answers, '--journal', other, '--report', report));
  assert.ok(told.findings.some(({ from }) => from === 'history'));

  const page = await openJournal();
  await load(page, file);
  await button(page, 'Back').click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Load saved answers').click()]);
  await chooser.setFiles(answers);
  await button(page, 'Show the answer').click();
  await page.getByText(/Your journal of the last three months was counted in: 28 workouts, 28 aches/).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Save for a program (JSON)').click()]);
  const given = JSON.parse(readFileSync(await download.path(), 'utf8'));
  for (const part of ['findings', 'causes']) assert.deepEqual(given[part], told[part], part);
  assert.equal(given.triage.level, told.triage.level);
  const [page2] = await Promise.all([page.waitForEvent('download'), button(page, 'Save as a page').click()]);
  const planOf = (html) => html.match(/<summary><h2>The plan of the next weeks.*?<\/details>/s)?.[0];
  const plan = planOf(readFileSync(await page2.path(), 'utf8'));
  assert.ok(plan?.includes('<p>') || plan?.includes('<table>'), plan);
  assert.equal(plan, planOf(readFileSync(report, 'utf8')));
  await page.context().close();
});

test('the seven-day check-in from the journal: an ache that is gone is noted, and the answer can be', async () => {
  const page = await open(), day = new Date(Date.now() - 7 * 86400000).toLocaleDateString('sv-SE'), old = join(folder, 'old.json');
  writeFileSync(old, JSON.stringify({ ...JSON.parse(readFileSync(join(root, 'examples/answers.json'), 'utf8')), day }));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Load saved answers').click()]);
  await chooser.setFiles(old);
  await page.getByText('How is it now?').first().waitFor();
  await page.goBack();
  await button(page, 'Note a workout or an ache').click();
  await button(page, 'Yesterday').click();
  await page.locator('.scale').getByRole('button', { name: '3', exact: true }).click();
  await button(page, 'Look again: three questions').click();
  for (const name of ['Gone', 'Nothing is new', 'Yes']) await page.getByLabel(name, { exact: true }).check();
  await button(page, 'Show what comes next').click();
  await button(page, 'Note this answer in my journal').click();
  await button(page, 'Note a workout or an ache').click();
  assert.deepEqual((await entries(page)).map((text) => text.split('\n').pop()), ['the answer of that day, kept', 'no ache', 'ache 3 of 10']);
  await page.context().close();
});

test('by keyboard alone', async () => {
  const page = await open();
  const go = async (name) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((text) => document.activeElement.textContent === text, name)) return page.keyboard.press('Enter');
    }
    return assert.fail(`nothing to tab to: ${name}`);
  };
  await go('Note a workout or an ache');
  await go('plank');
  await go('40'); // from the panel that opened, which has the focus
  await noted(page, 'plank 3 x 40 s.');
  await go('9');
  await noted(page, 'effort 9 of 10');
  await go('Take it back');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'journal-title');
  await page.context().close();
});

for (const [scheme, width] of [['light', 390], ['dark', 390], ['light', 1280]]) {
  test(`accessible, no sideways scrolling: ${scheme}, ${width} px`, async () => {
    const page = await openJournal({ viewport: { width, height: 844 }, colorScheme: scheme, bypassCSP: true, reducedMotion: 'reduce' });
    const check = async (name) => {
      await page.evaluate(`${axe}; undefined`);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`), [], name);
      const [content, wide] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(content <= wide, `${name} is ${content} px wide in a window of ${wide}`);
    };
    await check('empty');
    await button(page, 'plank').click();
    await check('how much');
    await page.locator('#amounts').getByRole('button', { name: '30', exact: true }).click();
    await check('a workout');
    await page.locator('.scale').getByRole('button', { name: '9', exact: true }).click();
    await check('a strong ache');
    await page.getByLabel('A workout, an ache or a night').fill('leg rasie 3x12');
    await page.getByLabel('A workout, an ache or a night').press('Enter');
    await button(page, 'Forget the journal').click();
    await check('not understood, and about to forget');
    await page.context().close();
  });
}

await runTests(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});
