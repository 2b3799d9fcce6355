// Forty files that are no film, or a damaged one: each gets a clear word, or what can be seen of it; never a hang, and the
// page goes on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLooker } from './film.mjs';
import { buildPage, openBrowser, root, runTests, test } from './tap.mjs';

buildPage();
const browser = await openBrowser(), looker = await openLooker(browser);
const sample = readFileSync(join(root, 'examples/sample.mp4'));

// ---- making files -------------------------------------------------------------------------------------------

const u32 = (...numbers) => { const bytes = Buffer.alloc(4 * numbers.length); numbers.forEach((number, i) => bytes.writeUInt32BE(number >>> 0, 4 * i)); return bytes; };
const box = (type, ...content) => { const body = Buffer.concat(content); return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]); };
const seeded = (seed) => () => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return seed / 2 ** 32; };
// The sample with bytes written over those of the first box of that name, so many bytes behind its type.
function patched(type, offset, bytes, from = 0) {
  const at = sample.indexOf(type, from, 'latin1');
  assert.ok(at > 0, type);
  const made = Buffer.from(sample);
  Buffer.from(bytes).copy(made, at + 4 + offset);
  return made;
}
const renamed = (from, to) => patched(from, -4, Buffer.from(to, 'latin1'));
const asHevc = () => { const made = renamed('avc1', 'hvc1'); made.write('hvcC', made.indexOf('avcC', 0, 'latin1'), 'latin1'); return made; };
function scattered(seed, share, from, to) {
  const made = Buffer.from(sample), draw = seeded(seed);
  for (let i = from; i < to; i++) if (draw() < share) made[i] = Math.floor(256 * draw());
  return made;
}
const moov = sample.indexOf('moov', 0, 'latin1') - 4, mdat = sample.indexOf('mdat', 0, 'latin1') - 4;
const moovEnd = moov + sample.readUInt32BE(moov), mdatEnd = mdat + sample.readUInt32BE(mdat);
const wav = Buffer.concat([Buffer.from('RIFF'), Buffer.from([0x24, 8, 0, 0]), Buffer.from('WAVEfmt '), Buffer.from([16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0]), Buffer.from('data'), Buffer.from([0, 8, 0, 0]), Buffer.alloc(2048, 128)]);

// name: bytes, and the refusals that are clear words for it; null: something of it can be seen.
const FILES = {
  'nothing': [Buffer.alloc(0), ['empty']],
  'one byte': [Buffer.from([0]), ['not-shown']],
  'zeros': [Buffer.alloc(100000), ['not-shown', 'damaged']],
  'a text': [Buffer.from('This is no film.\n'.repeat(1000)), ['not-shown']],
  'a page': [Buffer.from('<!doctype html><p>x</p>'), ['not-shown']],
  'a sound': [wav, ['not-shown']],
  'noise': [scattered(1, 1, 0, sample.length), ['not-shown', 'damaged']],
  'noise behind a film\'s first bytes': [Buffer.concat([sample.subarray(0, 32), scattered(2, 1, 0, 50000)]), ['damaged']],
  'only its first box': [sample.subarray(0, sample.readUInt32BE(0)), ['damaged']],
  'cut after a kilobyte': [sample.subarray(0, 1000), ['damaged']],
  'its header alone': [Buffer.concat([sample.subarray(0, 32), sample.subarray(moov, moovEnd)]), ['damaged', 'undecodable', 'no-key']],
  'its pictures alone': [Buffer.concat([sample.subarray(0, 32), sample.subarray(mdat, mdatEnd)]), ['damaged']],
  'cut in its middle': [sample.subarray(0, sample.length >> 1), null],
  'cut near its end': [sample.subarray(0, sample.length - 2000), null],
  'a box longer than the file': [Buffer.concat([box('ftyp', Buffer.from('isom')), u32(0x7fffffff), Buffer.from('moov')]), ['damaged']],
  'a box shorter than its head': [Buffer.concat([box('ftyp', Buffer.from('isom')), u32(3), Buffer.from('moov'), Buffer.alloc(100)]), ['damaged']],
  'a box of 2^63 bytes': [Buffer.concat([box('ftyp', Buffer.from('isom')), u32(1), Buffer.from('moov'), u32(0x7fffffff, 0xffffffff), Buffer.alloc(100)]), ['damaged']],
  'an empty header': [Buffer.concat([box('ftyp', Buffer.from('isom')), box('moov')]), ['damaged']],
  'a header in itself, a thousand deep': [Buffer.concat([box('ftyp', Buffer.from('isom')), Array.from({ length: 1000 }).reduce((inner) => box('moov', inner), Buffer.alloc(0))]), ['damaged']],
  'a hundred thousand empty boxes': [Buffer.concat([box('ftyp', Buffer.from('isom')), Buffer.concat(Array(100000).fill(box('free')))]), ['damaged']],
  'sound alone': [patched('hdlr', 8, Buffer.from('soun')), ['no-pictures']],
  'no track': [renamed('trak', 'free'), ['damaged']],
  'no sample table': [renamed('stbl', 'free'), ['damaged']],
  'no sizes': [renamed('stsz', 'free'), ['damaged']],
  'no times': [renamed('stts', 'free'), ['damaged']],
  'no description': [renamed('stsd', 'free'), ['damaged']],
  'no configuration of the decoder': [renamed('avcC', 'free'), ['codec', 'not-shown', 'damaged']],
  'an unknown coding': [renamed('avc1', 'xyz9'), null],
  'a configuration of another coding': [renamed('avcC', 'hvcC'), ['codec', 'hevc', 'not-shown', 'damaged', 'undecodable', 'memory']],
  'HEVC that is not decoded here': [asHevc(), ['hevc']],
  'billions of samples': [patched('stsz', 4, u32(0, 0xffffffff)), null],
  'billions of samples of one size': [patched('stsz', 4, u32(1, 0xffffffff)), ['undecodable', 'damaged']],
  'samples of 4 GB': [patched('stsz', 12, u32(0xffffffff, 0xffffffff, 0xffffffff)), null],
  'pictures beyond the file': [patched('stco', 8, u32(0xfffffff0)), null],
  'a clock that stands': [patched('mdhd', 12, u32(0)), ['damaged', 'not-shown']],
  'a clock of billions': [patched('mdhd', 12, u32(0xffffffff)), null],
  'frames that last an hour': [patched('stts', 12, u32(0x7fffffff)), null],
  'no key picture': [patched('stss', 4, u32(0)), ['undecodable']],
  'key pictures that are none': [patched('stss', 8, u32(2, 3)), null],
  'a parameter set of noise': [patched('avcC', 8, Buffer.from(Array.from({ length: 12 }, (_, i) => 37 * i % 256))), ['undecodable', 'codec', 'not-shown', 'damaged', 'too-large']],
  '8K': [patched('avc1', 24, Buffer.from([0x1e, 0, 0x10, 0xe0])), null],
  'noise in the header': [scattered(3, 0.02, moov + 8, moovEnd), ['damaged', 'undecodable', 'codec', 'not-shown', 'no-pictures', 'too-large']],
  'noise in the pictures': [scattered(4, 0.0005, mdat + 8, mdatEnd), null],
};

const WAIT = 120000; // ms: a hang
test('forty files', () => assert.ok(Object.keys(FILES).length >= 40, `${Object.keys(FILES).length}`));
for (const [name, [buffer, words]] of Object.entries(FILES)) {
  test(name, async () => {
    const late = new Promise((resolve) => { setTimeout(resolve, WAIT, { refused: 'a hang' }).unref(); });
    const { refused, values, seen } = await Promise.race([looker.look({ name: 'film.mp4', mimeType: 'video/mp4', buffer }, { stopAt: 1 }), late]);
    if (refused) assert.ok(words?.includes(refused) || (!words && ['damaged', 'undecodable', 'codec', 'not-shown'].includes(refused)), `${refused} ${JSON.stringify(values)}`);
    else assert.ok(!words?.every((word) => word === 'empty') && seen.frames > 0);
    assert.deepEqual(looker.page.errors, []);
  });
}
test('the page goes on: a film after all of them', async () => {
  const { refused, seen } = await looker.look(join(root, 'examples/sample.mp4'), { stopAt: 1 });
  assert.equal(refused, undefined);
  assert.ok(seen.frames > 10);
});

await runTests(async () => {
  await looker.close();
  await browser.close();
});
