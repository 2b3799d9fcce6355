// The page looks at a film as the tool does: the same body points, answer and report, with one worker and with two.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { openLooker } from './film.mjs';
import { twoMonths } from './days.mjs';
import { buildPage, openBrowser, root, runTests, test } from './tap.mjs';

const tool = resolve(process.argv[2]);
buildPage();
const browser = await openBrowser(), looker = await openLooker(browser);
const folder = mkdtempSync(join(tmpdir(), 'lumbar-film-'));

// Pictures are packed by the browser here and by FFmpeg there; days are those of the clocks.
const withoutPictures = (html) => html.replace(/data:image\/jpeg;base64,[A-Za-z0-9+/=]+/g, 'PICTURE');

function tools(film) {
  const run = (...args) => execFileSync(tool, args, { cwd: dirname(film), encoding: 'utf8', maxBuffer: 1 << 28 });
  const report = join(folder, 'report.html'), name = basename(film);
  const pose = run('pose', name, '--engine', 'portable');
  const json = run('why', name, '--engine', 'portable', '--no-interview', '--json', '--report', report);
  return { pose, json, report: withoutPictures(readFileSync(report, 'utf8')) };
}

function same(theirs, ours, name) {
  const here = ours.split('\n'), there = theirs.split('\n');
  const first = here.findIndex((line, i) => line !== there[i]);
  assert.ok(here.length === there.length && first < 0, `${name}: line ${first + 1} of ${there.length}\n${there[first]?.slice(0, 300)}\n${here[first]?.slice(0, 300)}`);
}

// Gives what the page said with two workers, which multiply and add in one step; the one worker takes two, as in Safari.
async function compare(film) {
  const theirs = tools(film);
  let ours = null;
  for (const workers of [1, 2]) {
    ours = await looker.look(film, { workers, plain: workers === 1 });
    assert.equal(ours.refused, undefined, JSON.stringify(ours.values));
    assert.deepEqual(looker.page.errors, []);
    same(theirs.pose, ours.pose, `${workers} workers: body points`);
    same(theirs.json, ours.answer.json, `${workers} workers: answer`);
    same(theirs.report, withoutPictures(ours.answer.report), `${workers} workers: report`);
    assert.equal((ours.answer.report.match(/data:image\/jpeg/g) ?? []).length, ours.answer.moments.length);
  }
  return ours;
}

const sample = join(root, 'examples/sample.mp4');
test('this browser multiplies and adds in one step', async () => assert.ok(await looker.page.evaluate(() => globalThis.canFuse())));
let planes = null;
test('the sample, with one worker and with two', async () => { planes = await compare(sample); });

// What was performed, how often, and what was told of it.
const gist = (json) => JSON.parse(json).recordings[0].sets.map((set) => [set.exercise, set.repetitions]);
const faults = (json) => JSON.parse(json).findings.filter((finding) => finding.from === 'recording' && finding.state === 'present').map((finding) => finding.id).sort();
// The other ways take what a loaded machine gives them: asked with LUMBAR_FILMS=all.
const everyWay = process.env.LUMBAR_FILMS === 'all';
if (everyWay) test('as points of red, green and blue: the same exercise, repetitions and faults', async () => {
  const points = await looker.look(sample, { points: true });
  assert.deepEqual(gist(points.answer.json), gist(planes.answer.json));
  assert.deepEqual(faults(points.answer.json), faults(planes.answer.json));
});
if (everyWay) test('played: the same exercise, repetitions and faults', async () => {
  const played = await looker.look(sample, { way: 'play' });
  assert.equal(played.refused, undefined, JSON.stringify(played.values));
  assert.deepEqual(played.told.ways, ['play']);
  assert.deepEqual(gist(played.answer.json), gist(planes.answer.json));
  assert.deepEqual(faults(played.answer.json), faults(planes.answer.json));
  assert.ok(played.answer.report.includes('data:image/jpeg'));
});
test('stopped: what was seen until then stays, and the journal is heard beside it', async () => {
  const { seen, answer } = await looker.look(sample, { stopAt: 6, journal: twoMonths() });
  assert.ok(seen.stopped && seen.doneS >= 6 && seen.doneS < 17, JSON.stringify(seen));
  assert.equal(JSON.parse(answer.json).recordings.length, 1);
  assert.ok(JSON.parse(answer.json).findings.some(({ from }) => from === 'history'));
});

// One clip of people by default; LUMBAR_FILMS=all takes all of them.
const clips = join(process.env.LUMBAR_SHARED ?? '', 'recordings/video');
const wanted = process.env.LUMBAR_FILMS === 'all'
  ? ['leg-raise-oblique', 'v-up', 'crunch-two-faults-then-correct', 'situp-butterfly-50fps', 'situp-side-10-reps', 'elbow-pike'] : ['situp-butterfly-50fps'];
for (const name of wanted) {
  const film = join(clips, `${name}.mp4`);
  if (existsSync(film)) test(`a film of somebody: ${name}`, () => compare(film));
}

await runTests(async () => {
  await looker.close();
  await browser.close();
  rmSync(folder, { recursive: true });
});
