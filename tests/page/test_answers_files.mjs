// Tool and page read an answers file alike: the same answer, or the same refusal in the same words.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage, openBuiltCore, root, runTests, test } from './tap.mjs';

const [tool] = process.argv.slice(2);
buildPage();
const core = await openBuiltCore();
const folder = mkdtempSync(join(tmpdir(), 'lumbar-answers-'));
const path = join(folder, 'me.json');

const inside = (answers) => `{"schema":"lumbar.answers/1","answers":{${answers}}}`;
const bytes = (...parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const BOM = [0xef, 0xbb, 0xbf];
const numbered = (count, item) => Array.from({ length: count }, (_, i) => item(i)).join(',');

// name: bytes, and a word of the refusal; null where it is read.
const files = {
  'one answer': [inside('"fever":"no"'), null],
  'no answers': [inside(''), null],
  'the example': [readFileSync(join(root, 'examples/answers.json')), null],
  'a byte-order mark': [bytes(BOM, inside('"fever":"no"')), null],
  'two byte-order marks': [bytes(BOM, BOM, inside('"fever":"no"')), 'not JSON'],
  'a byte-order mark alone': [bytes(BOM), 'not JSON'],
  'a byte-order mark in the middle': [bytes('{"schema":"lumbar.answers/1",', BOM, '"answers":{}}'), 'not JSON'],
  'UTF-16 with its mark': [Buffer.from(`\ufeff${inside('"fever":"no"')}`, 'utf16le'), 'UTF-8'],
  'UTF-16 without': [Buffer.from(inside('"fever":"no"'), 'utf16le'), 'UTF-8'],
  'UTF-16 the other way': [Buffer.from(`\ufeff${inside('')}`, 'utf16le').swap16(), 'UTF-8'],
  'Windows line ends': [inside('\r\n"fever":"no",\r\n"age-years":34\r\n'), null],
  'old Mac line ends': [inside('\r"fever":"no",\r"age-years":34\r'), null],
  'tabs and blanks': [`\n\t ${inside(' "fever"\t: "no" ')}\n \n`, null],
  'a form feed': [inside('\f"fever":"no"'), 'not JSON'],
  'a no-break space': [inside('\u00a0"fever":"no"'), 'not JSON'],
  'nothing': ['', 'empty'],
  'a line end alone': ['\n', 'not JSON'],
  'a zero alone': [bytes([0]), 'not JSON'],
  'zeros at its end': [bytes(inside('"fever":"no"'), [0, 0]), 'not JSON'],
  'a zero in a text': [bytes('{"schema":"lumbar.answers/1","answers":{"fever":"n', [0], 'o"}}'), 'control character'],
  'an escaped zero': [inside('"fever":"no\\u0000"'), 'not JSON'],
  'an escaped letter': [inside('"fever":"n\\u006f"'), null],
  'an escaped key': [inside('"f\\u0065ver":"no"'), null],
  'a key twice': [inside('"fever":"no","fever":"yes"'), 'twice'],
  'a key twice with one value': [inside('"fever":"no","fever":"no"'), 'twice'],
  'a key twice, once escaped': [inside('"fever":"no","f\\u0065ver":"yes"'), 'twice'],
  'a key twice, once null': [inside('"fever":"yes","fever":null'), 'twice'],
  'answers twice': ['{"schema":"lumbar.answers/1","answers":{"fever":"no"},"answers":{}}', 'twice'],
  'schema twice': ['{"schema":"lumbar.answers/1","schema":"lumbar.answers/1","answers":{}}', 'twice'],
  '__proto__ as a question': [inside('"__proto__":"no"'), 'no question'],
  'constructor as a question': [inside('"constructor":"no"'), 'no question'],
  'an unknown question': [inside('"fevr":"no"'), 'did you mean'],
  'an empty question': [inside('"":"no"'), 'no question'],
  'a question in capitals': [inside('"FEVER":"no"'), 'no question'],
  'an unknown option': [inside('"fever":"maybe"'), 'allowed'],
  'an option in capitals': [inside('"fever":"No"'), 'allowed'],
  'an option with blanks': [inside('"fever":" no"'), 'allowed'],
  'an empty option': [inside('"fever":""'), 'allowed'],
  'a very long option': [inside(`"fever":"${'x'.repeat(5000)}"`), 'allowed'],
  'a very long option of wide letters': [inside(`"fever":"${'ä'.repeat(300)}"`), 'allowed'],
  'a very long question': [inside(`"${'y'.repeat(5000)}":"no"`), 'no question'],
  'a very long question of wide letters': [inside(`"${'€'.repeat(500)}":"no"`), 'no question'],
  'a text for a number': [inside('"age-years":"34"'), 'quotation marks'],
  'words for a number': [inside('"age-years":"thirty"'), 'not a text'],
  'not sure of a number': [inside('"age-years":"not-sure"'), null],
  'a number for a text': [inside('"fever":0'), 'not a number'],
  'a number for a list': [inside('"exercises":1'), 'not a number'],
  'true': [inside('"fever":false'), null],
  'true for a number': [inside('"age-years":true'), 'not true or false'],
  'true for a choice': [inside('"sex":true'), 'not true or false'],
  'null': [inside('"fever":null'), null],
  'null for an unknown question': [inside('"fevr":null'), 'no question'],
  'null in a list': [inside('"exercises":["sit-up",null]'), 'not null'],
  'a list for a choice': [inside('"sex":["male"]'), 'not a list'],
  'a list for yes or no': [inside('"fever":["no"]'), 'not a list'],
  'an object for an answer': [inside('"fever":{"value":"no"}'), 'not an object'],
  'a list of lists': [inside('"exercises":[["sit-up"]]'), 'not a list'],
  'a list': [inside('"exercises":["sit-up","crunch"]'), null],
  'a list as a text with commas': [inside('"exercises":"sit-up,crunch"'), null],
  'a list with an option twice': [inside('"exercises":["sit-up","sit-up"]'), 'twice'],
  'an empty list': [inside('"exercises":[]'), 'empty list'],
  'an empty option in a list': [inside('"exercises":["","sit-up"]'), 'no option'],
  'a comma in an option of a list': [inside('"exercises":["sit-up,crunch"]'), 'no option'],
  'a line end in an option of a list': [inside('"exercises":["sit-up\\ncrunch"]'), 'no option'],
  'none in a list': [inside('"work-felt":["none"]'), null],
  'none beside others': [inside('"work-felt":["none","low-back"]'), 'none'],
  'not-sure beside others': [inside('"work-felt":["not-sure","low-back"]'), 'not one of its options'],
  'a number out of range': [inside('"age-years":300'), 'out of range'],
  'a negative number': [inside('"age-years":-34'), 'out of range'],
  'minus zero': [inside('"age-years":-0'), 'out of range'],
  'a fraction': [inside('"height-cm":174.5'), null],
  'an exponent': [inside('"height-cm":1.745e2'), null],
  'many digits': [inside(`"height-cm":174.${'5'.repeat(400)}`), null],
  'a huge number': [inside('"age-years":1e300'), 'takes a number from'],
  'a number beyond all': [inside('"age-years":1e999'), 'too large'],
  'a number of a thousand digits': [inside(`"age-years":${'9'.repeat(1000)}`), 'too large'],
  'a decimal comma': [inside('"height-cm":174,5'), 'not JSON'],
  'a leading zero': [inside('"age-years":034'), 'not JSON'],
  'a plus sign': [inside('"age-years":+34'), 'not JSON'],
  'a point without digits': [inside('"age-years":34.'), 'not JSON'],
  'hexadecimal': [inside('"age-years":0x22'), 'not JSON'],
  'NaN': [inside('"age-years":NaN'), 'not JSON'],
  'Infinity': [inside('"age-years":-Infinity'), 'not JSON'],
  'a member beside answers': ['{"schema":"lumbar.answers/1","answers":{},"fever":"yes"}', 'stands beside'],
  'a note': ['{"schema":"lumbar.answers/1","note":"mine","answers":{}}', null],
  'a note that is a list': ['{"note":[1,{"a":null}],"schema":"lumbar.answers/1","answers":{}}', null],
  'another schema': ['{"schema":"lumbar.answer/1","answers":{}}', 'schema'],
  'the next schema': ['{"schema":"lumbar.answers/2","answers":{}}', 'schema'],
  'no schema': ['{"answers":{"fever":"no"}}', 'schema'],
  'a schema that is a number': ['{"schema":1,"answers":{}}', 'schema'],
  'no answers member': ['{"schema":"lumbar.answers/1"}', 'answers'],
  'answers null': ['{"schema":"lumbar.answers/1","answers":null}', 'answers'],
  'answers a list': ['{"schema":"lumbar.answers/1","answers":[]}', 'answers'],
  'a list at the top': ['[]', 'a list'],
  'a text at the top': ['"lumbar.answers/1"', 'a text'],
  'null at the top': ['null', 'null'],
  'something after it': [`${inside('')} x`, 'after its end'],
  'a second document': [inside('') + inside(''), 'after its end'],
  'a comma too many': [inside('"fever":"no",'), 'not JSON'],
  'a comma too few': [inside('"fever":"no" "age-years":34'), 'not JSON'],
  'a comment': [inside('/* mine */"fever":"no"'), 'not JSON'],
  'single quotes': [inside("'fever':'no'"), 'not JSON'],
  'a key without quotes': [inside('fever:"no"'), 'not JSON'],
  'curly quotes': [inside('“fever”:“no”'), 'not JSON'],
  'a brace too few': [inside('').slice(0, -1), 'not JSON'],
  'cut in a text': [inside('"fever":"no"').slice(0, -4), 'not JSON'],
  'cut in a letter': [bytes(inside('"fever":"').slice(0, -2), [0xc3]), 'not JSON'],
  'a control character in a text': [inside('"fever":"n\u0001o"'), 'control character'],
  'a terminal\'s colours': [inside('"fever":"\\u001b[31mno"'), 'allowed'],
  'a terminal\'s colours in a key': [inside('"\\u001b]0;x\\u0007":"no"'), 'no question'],
  'a line end in a text': [inside('"fever":"n\no"'), 'not JSON'],
  'bytes that are no UTF-8': [bytes('{"schema":"lumbar.answers/1","answers":{"fever":"', [0xff], '"}}'), 'UTF-8'],
  'overlong UTF-8': [bytes('{"schema":"lumbar.answers/1","answers":{"fever":"', [0xc0, 0xae], '"}}'), 'UTF-8'],
  'a surrogate as UTF-8': [bytes('{"schema":"lumbar.answers/1","answers":{"fever":"', [0xed, 0xa0, 0x80], '"}}'), 'UTF-8'],
  'Latin-1': [Buffer.from(inside('"fever":"nö"'), 'latin1'), 'UTF-8'],
  'half a surrogate': [inside('"fever":"\\ud800"'), 'not JSON'],
  'the other half': [inside('"fever":"\\udc00"'), 'not JSON'],
  'halves the wrong way': [inside('"fever":"\\udc00\\ud800"'), 'not JSON'],
  'a whole surrogate pair': [inside('"fever":"\\ud83d\\ude00"'), 'allowed'],
  'a wrong escape': [inside('"fever":"\\x6eo"'), 'not JSON'],
  'nested deep': ['['.repeat(100000), 'too deep'],
  'nested deep in the note': [`{"note":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'too deep'],
  'nested deep in an answer': [inside(`"fever":${'{"a":'.repeat(300)}1${'}'.repeat(300)}`), 'too deep'],
  'questions that contradict each other': [inside('"sex":"male","pregnant":"yes"'), 'fit together'],
  'too many members': [inside(numbered(30000, (i) => `"q${i}":"no"`)), 'no question'],
  'a list of many': [inside(`"exercises":[${numbered(20000, () => '"sit-up"')}]`), 'twice'],
  'a file of exactly the most': [inside('').padEnd(1000000), null],
  'a file one larger': [inside('').padEnd(1000001), 'right file'],
  'a far larger file': [inside('').padEnd(3000000), 'right file'],
  'HTML': ['<!doctype html><p>x</p>', 'not JSON'],
  'a picture': [bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0]), 'UTF-8'],
};

const told = inside('"cancer-ever":"yes","age-years":51');
for (const [name, [content, refusal]] of Object.entries(files)) {
  test(name, () => {
    const all = bytes(content);
    writeFileSync(path, all);
    const tools = spawnSync(tool, ['why', '--answers', path, '--no-interview', '--json'], { encoding: 'utf8' });
    core.read('told before', bytes(told));
    const before = core.answersJson();
    let words = null;
    try { core.read(path, all.subarray(0, 1000001)); } catch (error) { words = error.message; }
    if (refusal === null) {
      assert.equal(words, null);
      assert.equal(tools.status, 0, tools.stderr);
      assert.equal(core.answerJson(), tools.stdout);
    } else {
      assert.equal(tools.status, 3, tools.stderr);
      assert.equal(`lumbar: ${words}\n`, tools.stderr);
      assert.ok(words.startsWith(path) && words.includes(refusal), words);
      assert.doesNotMatch(words, /[\u0000-\u001f\u007f\ufffd]/);
      assert.equal(core.answersJson(), before); // nothing has changed
    }
  });
}

await runTests(() => rmSync(folder, { recursive: true }));
