// What `make bench` measures in a browser; scripts/bench calls it and keeps the figures. One JSON object a call.
//   page.mjs look FILM full|lite WORKERS  the page looks at a film: looked frames, seconds, processor seconds, peak memory
//   page.mjs live FILM full|lite WORKERS  the page looks for half a minute at a camera that shows the film (MJPEG)
//   page.mjs mediapipe FILM full|lite     MediaPipe's own runtime on frames of it, outline included: the same
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { openLooker } from '../tests/page/film.mjs';
import { openBrowser, root } from '../tests/page/tap.mjs';

const LIVE = 30; // s
const FRAMES = 30, RUNS = 60, RATE = 20; // MediaPipe's: frames held ready, frames shown to it, to and fro, a second
const [what, film, network, workers] = process.argv.slice(2);
const peer = join(root, 'node_modules/@mediapipe/pose');

// Processor seconds of the browser so far: the page's own process, and all of them with what draws in place of a graphics card.
async function processor(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sum = (list) => list.reduce((seconds, one) => seconds + one.cpuTime, 0);
  return { page: sum(processInfo.filter((one) => one.type === 'renderer')), all: sum(processInfo), pages: processInfo.filter((one) => one.type === 'renderer').map((one) => one.id) };
}

// The largest of what the page's process held of its own (its share of the browser's program is not in it), in MB.
function watchMemory(pids) {
  let most = 0;
  const look = () => {
    for (const pid of pids) {
      if (!existsSync(`/proc/${pid}/status`)) continue;
      const held = [...readFileSync(`/proc/${pid}/status`, 'utf8').matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB/gm)];
      most = Math.max(most, held.reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1024);
    }
  };
  const timer = setInterval(look, 100);
  return () => { clearInterval(timer); return most; };
}

async function lookAt(browser, session) {
  const looker = await openLooker(browser, network);
  await looker.page.evaluate(() => globalThis.opened());
  const before = await processor(session), memory = watchMemory(before.pages), began = performance.now();
  const { seen, refused, values } = await looker.look(film, { workers: Number(workers), unasked: true });
  if (refused) throw new Error(`${refused}: ${JSON.stringify(values)}`);
  const after = await processor(session);
  return { frames: seen.frames, film_s: seen.doneS, s: (performance.now() - began) / 1e3, page_s: after.page - before.page, all_s: after.all - before.all, peak_mb: memory() };
}

async function watch(browser) {
  const looker = await openLooker(browser, network), { seen, told } = await looker.watch(LIVE, { workers: Number(workers) });
  return { frames: seen.frames, s: seen.doneS, cues: told.cues, troubles: told.troubles };
}

// A server of this machine, for the runtime fetches its parts.
async function serve() {
  const types = { '': 'text/html', js: 'text/javascript', wasm: 'application/wasm' };
  const server = createServer(({ url }, answer) => {
    const name = url.slice(1), at = name === 'film' ? film : join(peer, name);
    const body = name ? existsSync(at) && readFileSync(at) : '<!doctype html><link rel="icon" href="data:,"><script src="/pose.js"></script>';
    answer.writeHead(body === false ? 404 : 200, { 'content-type': types[name.split('.').slice(name ? 1 : 0).pop() ?? 'film'] ?? 'application/octet-stream' }).end(body || '');
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return server;
}

// Within the page: frames of the film as canvases, and MediaPipe with what our page finds too: points and outline.
async function prepare({ complexity, count, rate }) {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(await (await fetch('/film')).blob());
  await new Promise((resolve) => { video.onloadeddata = resolve; });
  globalThis.canvases = [];
  for (let i = 0; i < count; i++) {
    const shown = new Promise((resolve) => { video.onseeked = resolve; });
    video.currentTime = 2 + (i + 0.2) / rate;
    await shown;
    const canvas = Object.assign(document.createElement('canvas'), { width: video.videoWidth, height: video.videoHeight });
    canvas.getContext('2d').drawImage(video, 0, 0);
    globalThis.canvases.push(canvas);
  }
  globalThis.pose = new globalThis.Pose({ locateFile: (file) => `/${file}` });
  globalThis.pose.setOptions({ modelComplexity: complexity, enableSegmentation: true, useCpuInference: true });
  globalThis.pose.onResults((results) => { globalThis.found += results.poseLandmarks ? 1 : 0; });
  globalThis.found = 0;
  await globalThis.pose.initialize();
  for (const image of globalThis.canvases.slice(0, 5)) await globalThis.pose.send({ image });
}

async function runPeer(browser, session) {
  const server = await serve();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(prepare, { complexity: network === 'lite' ? 0 : 1, count: FRAMES, rate: RATE });
    const before = await processor(session), memory = watchMemory(before.pages);
    const [s, found] = await page.evaluate(async (runs) => {
      const { canvases, pose } = globalThis, turn = 2 * canvases.length - 2, began = performance.now();
      globalThis.found = 0;
      for (let i = 0; i < runs; i++) await pose.send({ image: canvases[Math.min(i % turn, turn - (i % turn))] });
      return [(performance.now() - began) / 1e3, globalThis.found];
    }, RUNS);
    const after = await processor(session);
    return { frames: RUNS, found, s, page_s: after.page - before.page, all_s: after.all - before.all, peak_mb: memory() };
  } finally { server.close(); }
}

if (spawnSync(join(root, 'scripts/page'), { stdio: ['ignore', 'ignore', 'inherit'] }).status) process.exit(4);
const camera = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
const browser = await openBrowser(what === 'live' ? camera : []);
try {
  const session = await browser.newBrowserCDPSession();
  console.log(JSON.stringify(await { look: lookAt, live: watch, mediapipe: runPeer }[what](browser, session)));
} finally { await browser.close(); }
