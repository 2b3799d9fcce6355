// The built page in a browser: no request, no violation, accessible in every view, by keyboard alone, kept and erased.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPage, openBrowser, openBuiltCore, openPage, pageAddress, pageFile, root, runTests, test } from './tap.mjs';

buildPage();
const browser = await openBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'lumbar-page-'));

const open = ({ width = 390, scheme = 'light', address = pageAddress, ...options } = {}) =>
  openPage(browser, address, { viewport: { width, height: 844 }, colorScheme: scheme, ...options });

// For the checker, which adds its script: no policy; and colours as they are once nothing moves any more.
const still = { bypassCSP: true, reducedMotion: 'reduce' };

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const tick = (page, name) => page.getByLabel(name, { exact: true }).check();
const headline = (page) => page.locator('h1').first().textContent();

const LISTS = 5;
const atStep = (page, number) => page.getByText(`Step ${number} of about`).waitFor();

async function aboutYou(page, { age = '34', sex = 'Male' } = {}) {
  await atStep(page, 1);
  await page.getByLabel('How old are you?').fill(age);
  await tick(page, sex);
  await tick(page, 'None of these');
  await press(page, 'Next');
}

async function safetyScreens(page, { first = 'None of these', ...you } = {}) {
  await aboutYou(page, you);
  for (let list = 2; list <= LISTS; list++) {
    await atStep(page, list);
    await tick(page, list === 2 ? first : 'None of these');
    await press(page, 'Next');
  }
}

// Answers the question on the screen with its first choice; false once the answer stands there.
async function answerOne(page) {
  if (!await page.locator('.progress').count()) return false;
  const before = await headline(page);
  const option = page.locator('button.option');
  if (await option.count()) await option.first().click();
  else {
    if (await page.locator('input[type=number]').count()) await page.locator('input[type=number]').fill('3');
    else await page.locator('.tick input').first().check();
    await press(page, 'Next');
  }
  await page.waitForFunction((text) => document.querySelector('h1').textContent !== text, before);
  return true;
}

async function toAnswer(page, options) {
  await press(page, 'Begin');
  await safetyScreens(page, options);
  let questions = 0;
  while (await answerOne(page)) questions += 1;
  return questions;
}

// At the overview of somebody whose lists are answered, `no` but for what is told.
async function atOverview(page, told) {
  const core = await openBuiltCore(), path = join(folder, 'told.json'), answers = { 'age-years': 34, sex: 'male' };
  for (const q of core.questions) if (q.screen && q.kind === 'yes-no-unsure' && !/pregnant|birth|periods/.test(q.id)) answers[q.id] = 'no';
  writeFileSync(path, JSON.stringify({ schema: 'lumbar.answers/1', answers: { ...answers, ...told } }));
  await page.locator('input[type=file]').first().setInputFiles(path);
  await page.getByText('Change any of them').waitFor();
  await unfold(page);
}

// Accessibility rules and no sideways scrolling, in the view that stands there.
async function checkView(page, name) {
  await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const problems = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
  assert.deepEqual(problems, [], `${name}: ${problems.join('\n')}`);
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${name} is ${content} px wide in a window of ${window}`);
}

const unfold = (page) => page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true; });

async function checkAllViews(page) {
  await checkView(page, 'start');
  await unfold(page);
  await checkView(page, 'start, unfolded');
  await press(page, 'Begin');
  await checkView(page, 'about you');
  await press(page, 'Next');
  await checkView(page, 'about you with a message');
  await aboutYou(page);
  await atStep(page, 2);
  await tick(page, 'I am not sure about some of these');
  await page.locator('.help-mark').first().click();
  await checkView(page, 'safety screen');
  await page.getByLabel('I am not sure about some of these').uncheck();
  await press(page, 'Next');
  await checkView(page, 'safety screen with a message');
  await page.goBack();
  await safetyScreens(page);
  const kinds = new Set();
  do {
    if (await page.locator('button.more').count()) {
      await page.locator('button.more').click();
      await checkView(page, 'question: more of the options');
    }
    const kind = await page.locator('button.step').count() ? 'scale' : await page.locator('button.option').count() ? 'choice' : await page.locator('input[type=number]').count() ? 'number' : 'several';
    if (!kinds.has(kind)) await checkView(page, `question: ${kind}`);
    kinds.add(kind);
  } while (await answerOne(page));
  await checkView(page, 'answer');
  await unfold(page);
  await checkView(page, 'answer, unfolded');
  await press(page, 'Your answers');
  await unfold(page);
  await checkView(page, 'overview');
}

test('one file under 1 MB', () => assert.ok(statSync(pageFile).size < 1_000_000));

test('a browser that cannot unpack the page is told so', async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => { delete globalThis.DecompressionStream; });
  await page.goto(pageAddress);
  await page.getByText('Please update the browser').waitFor();
  await checkView(page, 'too old');
  await page.close();
});

test('asks for nothing but itself and breaks no rule of its policy', async () => {
  const page = await open();
  await toAnswer(page);
  assert.deepEqual(page.seen.requests.filter((url) => !url.startsWith('data:')), [pageAddress]);
  assert.deepEqual(page.seen.messages, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  // the policy holds: what tries to reach out is refused
  const refused = await page.evaluate(() => fetch('https://example.invalid/').then(() => 'reached', () => 'refused'));
  assert.equal(refused, 'refused');
  assert.equal((await page.evaluate(() => globalThis.violations)).length, 1);
  await page.context().close();
});

for (const scheme of ['light', 'dark']) {
  for (const width of [390, 1280]) {
    test(`accessible in every view: ${scheme}, ${width} px`, async () => {
      const page = await open({ width, scheme, ...still });
      await checkAllViews(page);
      await page.context().close();
    });
  }
}

test('text at twice the size on a narrow screen does not scroll sideways', async () => {
  const page = await open({ width: 390, ...still });
  const grow = () => page.evaluate(() => { document.documentElement.style.fontSize = '212.5%'; });
  await grow();
  await checkView(page, 'start at 200 %');
  await press(page, 'Begin');
  await checkView(page, 'safety screen at 200 %');
  await safetyScreens(page);
  while (await answerOne(page));
  await checkView(page, 'answer at 200 %');
  await page.context().close();
});

test('a whole interview by keyboard alone, focus on each new heading', async () => {
  const page = await open();
  const focused = () => page.evaluate(() => {
    const it = document.activeElement;
    return { tag: it.tagName, text: it.textContent, label: it.labels?.[0]?.textContent ?? it.textContent, type: it.type ?? '' };
  });
  // Tab until what is wanted has the focus; every stop must be visible.
  const tabTo = async (wanted) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      const at = await focused();
      if (wanted(at)) return;
    }
    assert.fail(`nothing to tab to: ${wanted}`);
  };
  const button = (text) => tabTo((at) => at.tag === 'BUTTON' && at.text === text);
  await button('Begin');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid');
  await page.keyboard.press('Enter');
  for (let screen = 1; screen <= LISTS; screen++) {
    await atStep(page, screen);
    assert.equal((await focused()).tag, 'H1');
    if (screen === 1) {
      await tabTo((at) => at.type === 'number');
      await page.keyboard.type('41');
      await tabTo((at) => at.type === 'radio');
      await page.keyboard.press('Space');
    }
    await tabTo((at) => at.label === 'None of these');
    await page.keyboard.press('Space');
    await button('Next');
    await page.keyboard.press('Enter');
  }
  for (let question = 0; question < 20 && await page.locator('.progress').count(); question++) {
    const before = await headline(page);
    assert.equal((await focused()).tag, 'H1');
    if (await page.locator('button.option').count()) await tabTo((at) => at.tag === 'BUTTON' && at.text === 'Not sure');
    else {
      await tabTo((at) => at.type === 'checkbox' && at.label.startsWith('Not sure'));
      await page.keyboard.press('Space');
      await button('Next');
    }
    await page.keyboard.press('Enter');
    await page.waitForFunction((text) => document.querySelector('h1').textContent !== text, before);
  }
  assert.equal(await page.locator('.first').count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'answer-title');
  await page.context().close();
});

test('the first view has at most 150 words and no number that a layman cannot use', async () => {
  const page = await open();
  await toAnswer(page);
  const text = await page.locator('.first').innerText();
  assert.ok(text.split(/\s+/).filter(Boolean).length <= 150, text);
  assert.doesNotMatch(text, /%|°|degree|newton/i);
  await page.context().close();
});

test('an emergency has the screen for itself: what to do, whom to call, what to say, the way back', async () => {
  const page = await open({ locale: 'en-AU', ...still });
  await press(page, 'Begin');
  await aboutYou(page);
  await tick(page, 'Numb or strange feeling between the legs');
  await press(page, 'Next');
  assert.equal(await headline(page), 'Get help now');
  assert.equal(await page.locator('.first.level-emergency').count(), 1);
  assert.equal(await page.locator('a.call').getAttribute('href'), 'tel:000');
  await page.getByLabel('in').selectOption('gb');
  assert.equal(await page.locator('a.call').getAttribute('href'), 'tel:999');
  assert.equal(await page.locator('.say li').count(), 3);
  for (const other of ['details', '.film', '.causes', 'input', '.plan']) assert.equal(await page.locator(`main ${other}`).count(), 0, other);
  assert.ok(!await page.locator('.foot').isVisible() && !await page.locator('#overview-button').isVisible());
  const [bottom, height] = await page.evaluate(() => [document.querySelector('main .actions').getBoundingClientRect().bottom, innerHeight]);
  assert.ok(bottom <= height, `the way back ends at ${bottom} of ${height} px`);
  await checkView(page, 'emergency');
  await page.context().close();
});

test('a mistaken tick can be taken back', async () => {
  const page = await open();
  await press(page, 'Begin');
  await aboutYou(page);
  await tick(page, 'Leaking stool, or not feeling it pass');
  await press(page, 'Next');
  await press(page, 'I ticked this by mistake');
  await tick(page, 'None of these');
  await press(page, 'Next');
  await atStep(page, 3);
  await page.context().close();
});

test('"not sure" on a safety line is not "no"', async () => {
  const page = await open();
  await press(page, 'Begin');
  await aboutYou(page);
  await tick(page, 'I am not sure about some of these');
  await page.getByLabel('Not sure about this one').first().check();
  await press(page, 'Next');
  assert.equal(await headline(page), 'Please read this first');
  assert.equal(await page.locator('.level-same-day').count(), 1);
  await page.context().close();
});

test('what does not apply is not asked: neither a man nor a woman of 70 is asked about pregnancy', async () => {
  const page = await open();
  await press(page, 'Begin');
  const pregnant = page.getByLabel('Pregnant, or could be', { exact: true });
  assert.ok(await pregnant.isVisible());
  await tick(page, 'Male');
  assert.ok(!await pregnant.isVisible());
  await tick(page, 'Female');
  assert.ok(await pregnant.isVisible());
  await page.getByLabel('How old are you?').fill('70');
  assert.ok(!await pregnant.isVisible());
  await page.context().close();
});

test('an error stands at the top, has the focus and leads to the field that it names', async () => {
  const page = await open();
  await press(page, 'Begin');
  await page.getByLabel('How old are you?').fill('300');
  await press(page, 'Next');
  const alert = page.getByRole('alert');
  assert.match(await alert.innerText(), /There is a problem\n+Type a number from 5 to 110: Age/);
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('error')));
  assert.ok(await page.evaluate(() => document.querySelector('.error').getBoundingClientRect().top < document.querySelector('h1').getBoundingClientRect().top));
  assert.match(await page.title(), /^Error: /);
  await alert.getByRole('link').click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'field.age-years');
  assert.equal(await page.getByLabel('How old are you?').getAttribute('aria-invalid'), 'true');
  await page.context().close();
});

test('a reload loses nothing within the tab, and a new tab knows nothing', async () => {
  const page = await open();
  await press(page, 'Begin');
  await safetyScreens(page);
  await answerOne(page);
  const there = await headline(page);
  await page.reload();
  await page.waitForSelector('h1');
  assert.equal(await headline(page), there);
  await press(page, 'Your answers');
  assert.match(await page.locator('.given').first().innerText(), /34 years/);
  assert.match(await page.locator('.keep').innerText(), /a reload of this tab loses nothing/);
  const other = await page.context().newPage();
  await other.goto(pageAddress);
  await other.getByRole('button', { name: 'Begin', exact: true }).waitFor();
  await page.context().close();
});

test('what no question takes is kept, unread, and shown with the answer', async () => {
  const page = await open();
  await toAnswer(page);
  await press(page, 'Your answers');
  await page.getByLabel('In your own words').fill('<b>heel</b> pain too');
  await press(page, 'Show the answer');
  await unfold(page);
  assert.match(await page.locator('main').innerText(), /<b>heel<\/b> pain too/);
  await page.reload();
  await press(page, 'Your answers');
  assert.equal(await page.getByLabel('In your own words').inputValue(), '<b>heel</b> pain too');
  await page.context().close();
});

test('no list shows more than nine lines, and one bar runs over everything', async () => {
  const page = await open();
  await press(page, 'Begin');
  await tick(page, 'Female');
  let before = -1;
  const look = async () => {
    const rows = await page.evaluate(() => [...document.querySelectorAll('ul.options')].map((list) => [...list.children].filter((row) => {
      const words = row.innerText.trim();
      return row.checkVisibility() && words && !/^(None of these|Not sure|I am not sure)/.test(words);
    }).length));
    assert.ok(Math.max(...rows) <= 9, `${await headline(page)}: ${rows}`);
    const share = await page.evaluate(() => { const bar = document.querySelector('progress'); return bar.value / bar.max; });
    assert.ok(share >= before && share < 1, `${before} then ${share}`);
    before = share;
  };
  await look();
  await aboutYou(page, { sex: 'Female' });
  for (let list = 2; list <= LISTS; list++) {
    await atStep(page, list);
    await look();
    await tick(page, 'None of these');
    await press(page, 'Next');
  }
  for (let steps = 0; steps < 30 && await page.locator('progress').count(); steps++) {
    await look();
    await answerOne(page);
  }
  assert.equal(await page.locator('.first').count(), 1);
  await page.context().close();
});

test('strength is eleven buttons, and an exercise is found by its name', async () => {
  const page = await open();
  await toAnswer(page);
  await press(page, 'Your answers');
  await unfold(page);
  const answer = async (name) => page.getByRole('button', { name }).first().click();
  await answer(/^(Answer|Change): How strong/i);
  assert.equal(await page.locator('button.step').count(), 11);
  await page.locator('button.step', { hasText: /^7$/ }).click();
  await page.getByText('Change any of them').waitFor();
  await unfold(page);
  await answer(/^Change: What you can tell/);
  await tick(page, 'Which exercise, and which part of it');
  await press(page, 'Next');
  await page.getByText('Change any of them').waitFor();
  await unfold(page);
  await answer(/^(Answer: Which abdominal exercises bring on the ache|Change: Exercises that hurt)/);
  assert.ok(await page.getByLabel('Another, or I do not know its name').isVisible());
  await page.getByRole('combobox').fill('roman chair');
  await page.getByRole('option', { name: /GHD, Roman chair/ }).click();
  assert.ok(await page.getByLabel(/GHD, Roman chair/).isChecked());
  await press(page, 'Next');
  await page.getByText('Change any of them').waitFor();
  assert.match(await page.locator('main').innerText(), /GHD, Roman chair/);
  await page.context().close();
});

test('what a doctor named is found by typing, by keyboard alone, and read out', async () => {
  const page = await open(still);
  await atOverview(page, { 'told-problem': 'yes' });
  await page.getByRole('button', { name: /told by a doctor|doctor or therapist name/i }).first().click();
  const field = page.getByRole('combobox', { name: 'Another: type its name, or a part of it' });
  const options = page.getByRole('option');
  await field.focus();
  await page.keyboard.type('is');
  assert.ok(await options.count() > 1 && await options.count() <= 9);
  await page.keyboard.press('Escape');
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
  await field.fill('');
  await page.keyboard.type('Prolapsed-DISC'); // another name, however it is spelt
  assert.deepEqual(await options.allTextContents(), ['A slipped or bulging disc (prolapsed disc)']);
  await checkView(page, 'suggestions');
  await page.keyboard.press('ArrowDown');
  assert.equal(await field.getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
  await page.keyboard.press('Enter');
  assert.ok(await page.getByLabel('A slipped or bulging disc').isChecked());
  assert.equal(await field.inputValue(), '');
  await page.keyboard.type('SI joint');
  await page.keyboard.press('Enter'); // the only one that fits
  const found = page.getByLabel('The joint between spine and pelvis');
  assert.ok(await found.isChecked() && await found.isVisible());
  await page.waitForFunction(() => document.getElementById('live').textContent === 'The joint between spine and pelvis is chosen.');
  await found.uncheck(); // away again, and the focus is not lost
  assert.ok(!await found.isVisible());
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox');
  await page.keyboard.type('zzz');
  await page.getByText('Nothing is called so.').first().waitFor();
  await page.context().close();
});

test('each exercise to tick has its figure, and the wrong way stands beside the right one', async () => {
  const page = await open(still);
  await atOverview(page, { topics: ['exercise', 'form'], 'ache-onset': ['during-set'], 'ache-phase': ['legs-down'], 'back-shape': ['arches'] });
  await page.getByRole('button', { name: /exercises bring on the ache|exercises that hurt/i }).first().click();
  const drawn = page.locator('.tick.drawn:visible');
  assert.ok(await drawn.count() >= 6);
  for (const row of await drawn.all()) assert.equal(await row.locator('svg').count(), 1);
  await tick(page, 'Leg raise or leg lowering lying on the back (also toe-to-ceiling or "lower abs" moves)');
  await checkView(page, 'exercises with figures');
  await press(page, 'Next');
  await page.getByText('Change any of them').waitFor();
  await page.locator('.button.main').first().click();
  const pair = page.locator('.ways').first();
  assert.equal(await pair.locator('svg').count(), 2);
  assert.match(await pair.innerText(), /Like this[^]*Not like this/);
  await page.context().close();
});

test('the answer is taken along: sheet, day, text, and what the device can share', async () => {
  const page = await open({ acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] });
  await page.addInitScript(() => { navigator.share = async (what) => { globalThis.shared = what.text; }; });
  await page.reload();
  await toAnswer(page, { age: '34' });
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return readFileSync(path, 'utf8');
  };
  assert.match(await saved('Sheet for the doctor'), /<h1>[^<]*(doctor|physiotherapist)/i);
  const day = await saved('Remind me (calendar)');
  assert.match(day, /^BEGIN:VCALENDAR\r\n(.*\r\n)*DTSTART;VALUE=DATE:\d{8}\r\n(.*\r\n)*END:VCALENDAR\r\n$/);
  await press(page, 'Share');
  const text = await page.evaluate(() => globalThis.shared);
  assert.ok(text.startsWith(await headline(page)) && /^Next workout: [A-Z]/m.test(text) && /^Tomorrow: /m.test(text), text);
  assert.ok(text.split(/\s+/).length <= 190, text);
  await press(page, 'Copy as text');
  await page.waitForFunction(() => document.getElementById('live').textContent === 'Copied.');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  assert.deepEqual(page.seen.requests.filter((url) => !/^(data|blob):/.test(url)), [pageAddress, pageAddress]);
  await page.context().close();
});

// Answers of ten days ago, as saved then.
async function loadOld(page) {
  const told = JSON.parse(readFileSync(join(root, 'examples/answers.json'), 'utf8'));
  const day = new Date(Date.now() - 10 * 86400000).toLocaleDateString('sv-SE');
  const path = join(folder, 'old.json');
  writeFileSync(path, JSON.stringify({ ...told, day }));
  await page.locator('input[type=file]').first().setInputFiles(path);
  await page.getByText('How is it now?').waitFor();
}

test('some days later three questions say what comes next, and nothing of then is lost', async () => {
  const page = await open(still);
  await loadOld(page);
  await checkView(page, 'looking again');
  await press(page, 'Show what comes next');
  assert.match(await page.getByRole('alert').innerText(), /Choose one/);
  for (const name of ['Less', 'Nothing is new', 'Yes']) await tick(page, name);
  await press(page, 'Show what comes next');
  await page.locator('.first').waitFor();
  assert.match(await headline(page), /^Next step/);
  await checkView(page, 'looked again');
  await press(page, 'Your answers');
  await page.getByRole('button', { name: 'Change: new since then' }).click();
  await page.getByRole('button', { name: /^One of these: numb/ }).click();
  await page.getByText('Get help now').waitFor();
  await press(page, 'I ticked this by mistake');
  await page.getByRole('button', { name: 'Change: new since then' }).click();
  await page.getByRole('button', { name: /^Something else/ }).click();
  await atStep(page, 1); // the safety lists again; age and sex are known
  assert.equal(await page.getByLabel('How old are you?').inputValue(), '34');
  await page.context().close();
});

test('the browser\'s back button goes one question back and keeps the answer', async () => {
  const page = await open();
  await press(page, 'Begin');
  await safetyScreens(page);
  const first = await headline(page);
  await answerOne(page);
  await page.goBack();
  assert.equal(await headline(page), first);
  assert.equal(await page.locator('button[aria-pressed="true"], input:checked').count(), 1);
  await page.context().close();
});

test('each answer can be changed from the overview, and the answer follows', async () => {
  const page = await open();
  await toAnswer(page);
  const before = await page.locator('main').innerText();
  await press(page, 'Your answers');
  await page.getByRole('button', { name: /^Change: Bladder/ }).click();
  await tick(page, 'Numb or strange feeling between the legs');
  await press(page, 'Next');
  const after = await page.locator('main').innerText();
  assert.notEqual(after, before);
  assert.equal(await page.locator('.first.level-emergency').count(), 1);
  await page.context().close();
});

test('kept only where ticked, and one button erases everything', async () => {
  const first = await open();
  await toAnswer(first);
  assert.equal(await first.evaluate(() => localStorage.length), 0);
  await first.getByLabel('Keep my answers in this browser for next time').check();
  assert.equal(await first.evaluate(() => localStorage.length), 1);
  const page = await first.context().newPage();
  await page.goto(pageAddress);
  await press(page, 'Go on where you were');
  assert.equal(await page.locator('.first').count(), 1);
  await press(page, 'Erase everything'); // asks once
  await press(page, 'No, keep them');
  assert.equal(await page.evaluate(() => localStorage.length), 1);
  await press(page, 'Erase everything');
  await press(page, 'Yes, erase');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.getByRole('button', { name: 'Begin', exact: true }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Begin', exact: true }).waitFor();
  await page.context().close();
});

test('what is kept can be read by any page that is a file, and the box says so', async () => {
  const page = await open();
  await toAnswer(page);
  assert.match(await page.locator('.keep').innerText(), /any other page opened from a file on this device, can read them/);
  await page.getByLabel('Keep my answers in this browser for next time').check();
  const stranger = join(folder, 'stranger.html');
  writeFileSync(stranger, '<!doctype html><title>stranger</title>');
  await page.goto(pathToFileURL(stranger).href); // should a browser ever keep them apart, the words may go
  assert.match(await page.evaluate(() => localStorage.getItem('lumbar.answers')), /lumbar\.answers\/1/);
  await page.context().close();
});

test('saved answers load again; a file that holds none changes nothing', async () => {
  const page = await open();
  await toAnswer(page);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save answers as a file')]);
  const file = join(folder, 'answers.json');
  await download.saveAs(file);
  const core = await openBuiltCore();
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(saved.schema, 'lumbar.answers/1');
  for (const [id, value] of Object.entries(saved.answers)) core.set(id, [value].flat().join(','));
  const [data] = await Promise.all([page.waitForEvent('download'), press(page, 'Save for a program (JSON)')]);
  await data.saveAs(join(folder, 'answer.json'));
  assert.equal(readFileSync(join(folder, 'answer.json'), 'utf8'), core.answerJson());

  const other = await open();
  writeFileSync(join(folder, 'wrong.json'), '{"schema":"lumbar.answers/1","answers":{"age-years":300}}');
  await other.locator('input[type=file]').setInputFiles(join(folder, 'wrong.json'));
  await other.getByText('That did not work').waitFor();
  await other.getByText("wrong.json: question 'age-years': '300' is out of range").waitFor();
  await other.goBack();
  const marked = join(folder, 'marked.json'); // an editor under Windows has saved it
  writeFileSync(marked, `\ufeff${readFileSync(file, 'utf8').replaceAll('\n', '\r\n')}`);
  await other.locator('input[type=file]').setInputFiles(marked);
  await other.getByText('Change any of them').waitFor();
  await press(other, 'Show the answer');
  assert.equal(await other.locator('.first').innerText(), await page.locator('.first').innerText());
  await page.context().close();
  await other.context().close();
});

test('a source opens from its number', async () => {
  const page = await open();
  await toAnswer(page);
  await unfold(page);
  const link = page.locator('a.ref:visible').first();
  const id = (await link.getAttribute('href')).slice(1);
  await link.click();
  assert.ok(await page.locator(`[id="${id}"]`).isVisible());
  await page.context().close();
});

test('nothing moves where motion is not wanted', async () => {
  const page = await open({ reducedMotion: 'reduce' });
  await press(page, 'Begin');
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((it) => {
    const style = getComputedStyle(it);
    return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
  }).length);
  assert.equal(moving, 0);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
  await page.context().close();
});

test('the saved report stands alone: no script, no request, accessible, the page\'s look', async () => {
  const page = await open();
  await toAnswer(page);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save as a page')]);
  const file = join(folder, 'report.html');
  await download.saveAs(file);
  const first = await page.locator('.first').innerText();
  const [sheet] = await Promise.all([page.waitForEvent('download'), press(page, 'Sheet for the doctor')]);
  await sheet.saveAs(join(folder, 'sheet.html'));
  await page.context().close();
  const paper = await open({ address: pathToFileURL(join(folder, 'sheet.html')).href, ...still });
  await checkView(paper, 'sheet');
  await paper.context().close();
  for (const [width, scheme] of [[390, 'light'], [1280, 'dark']]) {
    const report = await open({ address: pathToFileURL(file).href, javaScriptEnabled: false, width, scheme });
    assert.equal(await report.locator('.first').innerText(), first);
    assert.deepEqual(report.seen.requests, [pathToFileURL(file).href]);
    assert.deepEqual(report.seen.messages, []);
    await report.context().close();
    const checked = await open({ address: pathToFileURL(file).href, ...still, width, scheme });
    assert.notEqual(await checked.evaluate(() => getComputedStyle(document.querySelector('.first')).borderTopWidth), '0px');
    await checkView(checked, 'report');
    await unfold(checked);
    await checkView(checked, 'report, unfolded');
    await checked.context().close();
  }
});

await runTests(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});
