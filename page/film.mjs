// A film that is looked at: the workers, and what goes between them and the page. Nothing of it leaves the page, and it
// is gone with the page.
import { closeCamera, watchCamera } from './camera.mjs';
import { playFilm } from './play.mjs';
import { Refusal } from './refuse.mjs';
import { startWorker, workersTools } from './unpack.mjs';

const MOST_WORKERS = 2; // jobs under way at a time; more would wait

export const workersHere = () => Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency ?? 1));

// Keeps the screen awake while a film is looked at; where the browser lets it.
async function stayAwake() {
  let lock = null, over = false;
  const ask = async () => {
    if (over || document.visibilityState !== 'visible') return;
    try { lock = await navigator.wakeLock?.request('screen'); } catch { /* the screen may go dark; the work goes on */ }
  };
  document.addEventListener('visibilitychange', ask);
  await ask();
  return () => { over = true; document.removeEventListener('visibilitychange', ask); lock?.release().catch(() => {}); };
}

// `tell` hears of progress, of the first frames (`first`), of the way by which the film is read (`way`), and of the camera's
// what stands (`live`) and why nothing is seen (`trouble`).
// `module`: the compiled core. `language`: its code, null: that of the tables. `options`: workers; `live` where the film is
// the camera's (camera.mjs; with the answers so far), and `file` its name alone; for tests the way, whether pictures are
// taken as points and whether the networks run in the core's module (`plain`).
export function openFilm(file, module, language, tell, options = {}) {
  const { live } = options, coordinator = startWorker('film-look'), hands = [], asked = new Map();
  let closed = false, player = null, awake = null, settleSeen;
  const seen = new Promise((resolve, reject) => { settleSeen = { resolve, reject }; });
  seen.catch(() => {});

  function fail(error) {
    if (live && !player) closeCamera(live.stream); // nobody watches it yet
    settleSeen.reject(error);
    for (const { reject } of [...asked.values()].flat()) reject(error);
    asked.clear();
    awake?.();
  }
  // Answers come in the order of what was asked; several pictures may be out at a time.
  const settle = (name, value) => { asked.get(name)?.shift()?.resolve(value); };
  const ask = (name, message = {}, transfer = []) => new Promise((resolve, reject) => {
    asked.set(name, [...(asked.get(name) ?? []), { resolve, reject }]);
    coordinator.postMessage({ ask: name, ...message }, transfer);
  });
  const heard = {
    progress: (value) => tell.progress?.(value),
    first: (value) => tell.first?.(value),
    seen: (value) => { awake?.(); settleSeen.resolve({ ...value, way: player ? 'play' : 'decode' }); },
    refused: (value) => fail(new Refusal(value.id, value.values)),
    taken: () => settle('picture'),
    answer: (value) => settle('answer', value),
    pose: (value) => settle('pose', value),
    strokes: (value) => settle('strokes', value),
    play: ({ why }) => {
      if (closed) return;
      tell.way?.('play');
      const to = {
        begin: (about) => { coordinator.postMessage({ ask: 'begin', about: { ...about, file } }); },
        picture: (picture, micro) => ask('picture', { picture, micro }, [picture.buffer]),
        finish: () => coordinator.postMessage({ ask: 'finish' }),
        fail, tell,
      };
      player = live ? watchCamera(live, to) : playFilm(file, why, to);
    },
  };
  coordinator.onmessage = ({ data }) => { for (const [name, value] of Object.entries(data)) heard[name]?.(value); };
  coordinator.onerror = (event) => fail(new Refusal('memory', { why: event.message ?? '' }));

  // The worker that says while somebody trains what stands; the port at which it hears of each body.
  function startWatcher() {
    const { port1, port2 } = new MessageChannel(), watcher = startWorker('film-live');
    watcher.onmessage = ({ data }) => tell.live?.(data.live);
    watcher.onerror = (event) => fail(new Refusal('memory', { why: event.message ?? '' }));
    watcher.postMessage({ module, language, answers: live.answers, port: port1 }, [port1]);
    hands.push(watcher);
    return port2;
  }

  async function start() {
    awake = await stayAwake();
    const { weights, fused } = await workersTools(), worked = options.plain ? module : fused ?? module, ports = [];
    if (closed) { awake(); return; }
    for (let i = 0; i < (options.workers ?? workersHere()); i++) {
      const { port1, port2 } = new MessageChannel(), hand = startWorker('film-worker');
      hand.onerror = (event) => fail(new Refusal('memory', { why: event.message ?? '' }));
      hand.postMessage({ module: worked, weights, port: port1 }, [port1]);
      hands.push(hand);
      ports.push(port2);
    }
    const watch = live ? startWatcher() : null;
    coordinator.postMessage({ ask: 'open', module, language, ports, watch, file, points: options.points, knownWay: options.way }, watch ? [...ports, watch] : ports);
  }
  start().catch(fail);

  return {
    seen,
    get file() { return live ? player?.file() ?? null : file; }, // null: there is none
    stop() { coordinator.postMessage({ stop: true }); player?.stop(); }, // what was seen so far stays
    pose: () => ask('pose'),
    strokes: (most) => ask('strokes', { most }),
    // The answer with what was seen: {html, json, report, curves, moments}.
    // `told`: {answers, day, language, journal}, the last two not needed.
    async answer(told) {
      const first = await ask('answer', told);
      if (!player || !first.moments.length) return first;
      const pictures = await player.pictures(first.moments);
      if (!pictures.length) return first;
      return ask('answer', { ...told, pictures }, pictures.filter(Boolean).map((picture) => picture.buffer));
    },
    close() {
      closed = true;
      awake?.();
      if (player) player.close();
      else if (live) closeCamera(live.stream);
      for (const worker of [coordinator, ...hands]) worker.terminate();
    },
  };
}
