// Training before the camera, as a person does it: the browser's camera shows the example's film, four times as slowly as it
// was filmed and with its times as they were, so that a machine under load looks often enough too.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filmPage } from './film.mjs';
import { buildPage, openBrowser, openPage, root, runTests, skipAll, test } from './tap.mjs';

const SLOWER = 4;
if (spawnSync('ffmpeg', ['-version']).error) skipAll('ffmpeg is not installed');
buildPage();
const folder = mkdtempSync(join(tmpdir(), 'lumbar-live-')), shown = join(folder, 'shown.mjpeg');
execFileSync('ffmpeg', ['-v', 'error', '-t', '9', '-i', join(root, 'examples/sample.mp4'), '-vf', `setpts=${SLOWER}*PTS`, '-r', '30', '-q:v', '3', '-an', shown]);
const browser = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${shown}`]);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const address = pathToFileURL(filmPage).href;

// What is put before the page's own script: the slower clock, voices, and a note of each stream and of all that is said.
const stage = ({ slower, refused, voices }) => {
  const own = HTMLVideoElement.prototype.requestVideoFrameCallback, media = navigator.mediaDevices, ask = media.getUserMedia.bind(media);
  HTMLVideoElement.prototype.requestVideoFrameCallback = function call(take) { return own.call(this, (now, about) => take(now / slower, about)); };
  Object.assign(globalThis, { streams: [], spoken: [] });
  media.getUserMedia = async (wanted) => {
    if (refused) throw new DOMException('not now', refused);
    if (wanted.audio) throw new Error('the microphone was asked for');
    const stream = await ask(wanted);
    globalThis.streams.push(stream);
    return stream;
  };
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: { getVoices: () => voices, cancel() {}, addEventListener() {}, removeEventListener() {}, speak: ({ text, voice }) => globalThis.spoken.push([text, voice.name]) } });
};
const VOICES = [{ name: 'far', lang: 'en-US', localService: false, default: true }, { name: 'here', lang: 'en-GB', localService: true }];

async function openLive({ refused = null, voices = VOICES, ...options } = {}) {
  const page = await openPage(browser, address, { ...options, permissions: ['camera'] }, [stage, { slower: SLOWER, refused, voices }]);
  await press(page, 'I have a film');
  await press(page, 'Train with the camera');
  return page;
}
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const alive = (page) => page.evaluate(() => globalThis.streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length);

async function checkView(page, name) {
  await page.evaluate(`${axe}; undefined`);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map((v) => `${name}, ${colorScheme}: ${v.id}: ${v.nodes[0].html.slice(0, 160)}`), []);
  }
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${name} is ${content} px wide in a window of ${window}`);
}

test('a set is counted, its fault called out by a voice of this device, and the answer comes from it', async () => {
  const page = await openLive();
  await press(page, 'Turn the camera on');
  await page.getByText('leg raise: 1').waitFor({ timeout: 300000 });
  await page.getByText('Press your lower back down.').waitFor({ timeout: 300000 });
  assert.ok(await page.locator('.live-picture canvas').evaluate((canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0)));
  await page.getByText('leg raise: 2').waitFor({ timeout: 300000 });
  const spoken = await page.evaluate(() => globalThis.spoken);
  assert.deepEqual(spoken[0], ['I am watching.', 'here']);
  assert.ok(spoken.some(([text]) => text === 'Press your lower back down.') && spoken.every(([, voice]) => voice === 'here'), JSON.stringify(spoken));
  await press(page, 'Sound off');
  await press(page, 'The set is done: to the answer');
  await page.getByRole('heading', { name: 'Your film has been looked at' }).waitFor({ timeout: 300000 });
  assert.equal(await alive(page), 0);
  assert.deepEqual(page.seen.requests.filter((url) => !/^(blob|data):/.test(url)), [address]);
  assert.deepEqual(page.seen.messages, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(await page.evaluate(async () => [Object.keys(localStorage), Object.keys(sessionStorage), (await indexedDB.databases()).length]), [[], [], 0]);
  await press(page, 'Go on');
  await page.getByText('Step 1 of about').waitFor();
  await page.context().close();
});

test('who turns away turns the camera off; a camera that is pulled out keeps what was seen', async () => {
  const page = await openLive({ bypassCSP: true, voices: [VOICES[0]] });
  await checkView(page, 'before');
  await press(page, 'Turn the camera on');
  await page.getByText('the cues are shown and not spoken').waitFor(); // the only voice would send the words away
  await checkView(page, 'watching');
  await page.goBack();
  await page.getByRole('button', { name: 'Train with the camera' }).waitFor();
  assert.equal(await alive(page), 0);
  await press(page, 'Train with the camera');
  await press(page, 'Turn the camera on');
  await page.waitForFunction(() => document.querySelector('.live-picture canvas')?.width > 300, null, { timeout: 60000 });
  await page.evaluate(() => { const [track] = globalThis.streams.at(-1).getTracks(); track.stop(); track.dispatchEvent(new Event('ended')); });
  await page.getByRole('heading', { name: 'Your film has been looked at' }).waitFor({ timeout: 120000 });
  await page.getByText('The camera is gone').waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.spoken), []);
  await page.context().close();
});

test('a camera that is denied, missing or taken is said in words, and one can go on', async () => {
  for (const [refused, words] of [['NotAllowedError', 'The camera was not allowed'], ['NotFoundError', 'no camera that the browser can use'], ['NotReadableError', 'perhaps another program uses it']]) {
    const page = await openLive({ refused });
    await press(page, 'Turn the camera on');
    await page.getByRole('alert').getByText(words).waitFor();
    await press(page, 'Use a film instead');
    await page.getByRole('button', { name: 'Choose a film', exact: true }).waitFor();
    assert.deepEqual(page.seen.messages, []);
    await page.context().close();
  }
});

await runTests(() => { rmSync(folder, { recursive: true }); return browser.close(); });
