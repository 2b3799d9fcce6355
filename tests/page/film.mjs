// The page that looks at films, opened so that a test can hand it a film and take all that comes of it: the built page, with
// the modules' own openFilm in reach and without the policy, which other tests try.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { root } from './tap.mjs';

export const filmPage = join(root, 'build', 'lumbar-film.html');

// What the page says of a film, as a function in it, and how it keeps up with a camera.
const LOOK = `
globalThis.watchFor = async (seconds, options) => {
  const stream = await openCamera('user'), video = document.body.appendChild(Object.assign(document.createElement('video'), { muted: true, playsInline: true }));
  const module = await WebAssembly.compile(await coreBytes()), answers = '{"schema":"lumbar.answers/1","answers":{}}', told = { troubles: [], cues: 0 };
  let begun = null;
  const tell = { trouble: (trouble) => { if (trouble) told.troubles.push(trouble); }, live: () => { told.cues++; },
    progress: ({ looked }) => { if (looked) begun ??= performance.now(); } };
  const film = openFilm({ name: 'camera' }, module, null, tell, { ...options, live: { stream, video, record: false, answers } });
  film.seen.catch(() => {});
  while (!begun || performance.now() - begun < 1000 * seconds) await Promise.race([film.seen, new Promise((resolve) => { setTimeout(resolve, 100); })]);
  film.stop();
  const seen = await film.seen;
  film.close();
  return { seen, told };
};
globalThis.canFuse = async () => await fusedModule() !== null;
// What the page has done when the view stands in which a film is chosen.
globalThis.opened = async () => {
  globalThis.module ??= await WebAssembly.compile(await coreBytes());
  await workersTools();
};
globalThis.lookAt = async (file, options) => {
  await globalThis.opened();
  const told = { first: null, ways: [] };
  const film = openFilm(file, globalThis.module, null, { first: (first) => { told.first = first; }, way: (way) => told.ways.push(way),
    progress: (progress) => { if (options.stopAt && progress.doneS >= options.stopAt) film.stop(); } }, options);
  try {
    const seen = await film.seen;
    if (options.unasked) return { seen, told };
    const pose = await (await film.pose()).text();
    const answer = await film.answer({ answers: options.answers ?? '{"schema":"lumbar.answers/1","answers":{}}', journal: options.journal, day: new Date().toLocaleDateString('sv-SE') });
    return { seen, pose, answer, told };
  } catch (error) { return { refused: error.id ?? 'bug', values: error.values ?? { why: String(error.stack) } }; } finally { film.close(); }
};
`;

// The built page with the lite network in place of the full one.
function withLite(html) {
  const bytes = readFileSync(join(root, 'build/models/pose_landmark_lite.tflite')), half = bytes.length / 2;
  const planes = bytes.map((_, i) => bytes[i < half ? 2 * i : 2 * (i - half) + 1]);
  return html.replace(/(<script[^>]* id="landmarks">)[^<]*/, (_, begin) => begin + deflateRawSync(planes).toString('base64'));
}

export async function openLooker(browser, network = 'full') {
  const page = await browser.newPage(), folder = mkdtempSync(join(tmpdir(), 'lumbar-film-')), at = join(folder, 'page.html');
  const html = readFileSync(filmPage, 'utf8'), built = (network === 'lite' ? withLite(html) : html).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
  writeFileSync(at, built.replace(/\nbegin\(\);\s*<\/script>/, () => `\n${LOOK}</script><input type="file" id="test-film">`));
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.message));
  await page.goto(pathToFileURL(at).href);
  await page.waitForFunction(() => globalThis.lookAt);
  return {
    page,
    // `film`: a path, or {name, mimeType, buffer}.
    async look(film, options = {}) {
      await page.setInputFiles('#test-film', film);
      return page.evaluate((given) => globalThis.lookAt(document.getElementById('test-film').files[0], given), options);
    },
    // The camera, for so many seconds.
    watch(seconds, options) { return page.evaluate(([wanted, given]) => globalThis.watchFor(wanted, given), [seconds, options]); },
    close() { rmSync(folder, { recursive: true }); return page.close(); },
  };
}
