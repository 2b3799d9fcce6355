// The page's JSON is the tool's, byte for byte, and its first screen is short: for every shipped case and for answers
// drawn at random.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage, openBuiltCore, root, runTests, test } from './tap.mjs';

const [tool] = process.argv.slice(2);
buildPage();
const core = await openBuiltCore();
const folder = mkdtempSync(join(tmpdir(), 'lumbar-page-'));
const file = join(folder, 'answers.json');

// The tool reads the file that the page saves.
function compare() {
  writeFileSync(file, core.answersJson());
  const theirs = execFileSync(tool, ['why', '--answers', file, '--no-interview', '--json'], { encoding: 'utf8' });
  assert.equal(core.answerJson(), theirs);
  assert.equal(JSON.parse(theirs).schema, 'lumbar.answer/1');
}

// The first view: at most 150 words, none of them a number that a layman cannot use; an emergency is shorter.
function checkFirstScreen() {
  const section = core.answerHtml().match(/<section class="first.*?<\/section>/s)[0];
  const words = section.replace(/<[^>]*>/g, ' ').split(/\s+/).filter(Boolean);
  assert.ok(words.length > 10 && words.length <= 150, words.join(' '));
  assert.doesNotMatch(words.join(' '), /%|°|degree|newton|diagnosis/i);
}

// The rows of knowledge/cases: id and [[question, value]]. Answers that only a recording could give are not asked here.
function shippedCases() {
  const rows = readFileSync(join(root, 'knowledge/cases.txt'), 'utf8').replace(/^#.*\n/gm, '').split(/\n\s*\n/);
  return rows.filter((row) => /^id:/m.test(row)).map((row) => ({
    id: row.match(/^id:\s*(.*)$/m)[1],
    answers: [...(row.match(/^answers:.*\n((?: {2}.*\n?)*)/m)?.[1] ?? '').matchAll(/^ {2}([\w-]+)\s*=\s*(.*?)\s*$/gm)]
      .map(([, question, value]) => [question, value.split(/\s*,\s*/).join(',')]),
  }));
}

const cases = shippedCases();
test('there are cases to compare', () => assert.ok(cases.length >= 23, `${cases.length} cases`));
for (const { id, answers } of cases) {
  test(`case ${id}`, () => {
    core.forget();
    for (const [question, value] of answers) core.set(question, value);
    compare();
    checkFirstScreen();
  });
}

// Small linear congruential generator: the same people on every run.
let seed = 20221123;
const draw = (limit) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
};
function drawValue(question) {
  if (question.kind === 'number') return String(question.minimum + draw(10 * (question.maximum - question.minimum)) / 10);
  const options = question.options.map((option) => option.id);
  if (question.kind !== 'several') return options[draw(options.length)];
  const plain = options.filter((id) => id !== 'none' && id !== 'not-sure');
  const several = plain.filter(() => draw(4) === 0);
  return several.length ? several.join(',') : 'none';
}
test('forty people drawn at random', () => {
  for (let person = 0; person < 40; person++) {
    core.forget();
    for (const question of core.questions) {
      if (draw(3) === 0) continue;
      try { core.set(question.id, drawValue(question)); } catch (error) { // what contradicts itself is refused
        assert.match(error.message, /fit together/);
      }
    }
    compare();
    checkFirstScreen();
  }
});

await runTests(() => rmSync(folder, { recursive: true }));
