// The coordinator of a film, in a worker: it takes the film apart, follows the body from frame to frame, hands the networks'
// jobs to the other workers and says at the end what was seen. Nothing but its two kinds of messages goes in or out.
import { canDecode, decodedFrames } from './decode.mjs';
import { openInstance } from './instance.mjs';
import { isMp4, openMp4 } from './mp4.mjs';
import { giveBack, pixelsOf } from './pixels.mjs';
import { refuse } from './refuse.mjs';

const LONG = 2, LOOK = 1; // lumbar_look_step
const PIXELS_MOST = 4096 * 2304; // LUMBAR_VIDEO_PIXELS_MOST
const FIRST_FRAMES = 30; // LUMBAR_FIRST_FRAMES
const TELL = 200; // ms between two words of how far it is
const OUT = 2; // jobs under way: never more, for the answer depends on it
const DRAWN = 480; // px of the drawing of the body while it is looked at: as wide as a phone's screen

let core = null, hands = [], film = null, stopped = false, watcher = null; // watcher: the worker that says what stands, where one trains before the camera
const say = (message, transfer = []) => globalThis.postMessage(message, transfer);

// ---- the other workers -------------------------------------------------------------------------------------

// A hand does the jobs that it is given in their order.
function handOf(port) {
  const waiting = [];
  let opened, memory = 0, refused = null;
  const ready = new Promise((resolve, reject) => { opened = { resolve, reject }; });
  port.onmessage = ({ data }) => {
    if (data.memory) memory = data.memory;
    if (data.ready) opened.resolve();
    else if (data.refused) { refused = data.refused; opened.reject(refused); for (const job of waiting.splice(0)) job.reject(refused); }
    else { giveBack(data.buffer); waiting.shift().resolve(data.job); }
  };
  return {
    ready, memory: () => memory,
    give: (picture, job) => new Promise((resolve, reject) => {
      if (refused) { reject(refused); return; }
      waiting.push({ resolve, reject });
      port.postMessage({ ...picture, job }, [picture.buffer, job.buffer]);
    }),
  };
}

// ---- one picture after the other ---------------------------------------------------------------------------

// What is kept of a film while it is looked at.
function newFilm(file, about) {
  const { c } = core;
  core.give(file.name);
  core.run('lumbar_look_open', about.announcedS ?? NaN, about.frameRate > 0 && about.frameRate <= 1000 ? about.frameRate : NaN,
    about.captureRate ?? NaN, about.slowMotion ? 1 : 0);
  return { ...about, file, looks: [], looked: 0, jobs: [], told: 0, firstTold: false, c };
}

async function gather(left) {
  while (film.jobs.length > left) {
    const done = await film.jobs.shift();
    core.job().set(done);
    core.run('lumbar_look_gather');
    film.looked++;
    if (watcher) passOn();
    tellOn(watcher !== null);
  }
}

const strokesOf = (name, ...values) => new Int16Array(core.bytes(name, ...values).buffer);

function passOn() {
  if (film.looked === 1) watcher.postMessage({ begin: [film.width, film.height] });
  const frame = core.bytes('lumbar_look_frame');
  watcher.postMessage(frame, [frame.buffer]);
}

// Tells how far it is, with the body as it was found, and once whether the film will do.
function tellOn(always = false) {
  const now = performance.now();
  if (!film.firstTold && film.looked >= FIRST_FRAMES) tellFirst();
  if (!always && now - film.told < TELL) return;
  film.told = now;
  say({ progress: { doneS: core.c.lumbar_look_shown_s(), totalS: film.announcedS ?? NaN, looked: film.looked, strokes: film.looked ? strokesOf('lumbar_look_strokes', DRAWN) : null, drawn: DRAWN } });
}

function tellFirst() {
  film.firstTold = true;
  say({ first: JSON.parse(core.run('lumbar_look_first')) });
}

// Takes the frame's time; true where it is to be looked at.
function isDue(micro, lengthMicro) {
  const step = core.c.lumbar_look_time(micro, lengthMicro);
  if (step === LONG) refuse('too-long', { minutes: '60' });
  return step === LOOK;
}

// Hands a picture over: to the tracker, and with its job to a worker.
async function look(picture, stamp) {
  const size = picture.about[1] * picture.about[2];
  if (size > PIXELS_MOST) refuse('too-large', { width: String(picture.about[1]), height: String(picture.about[2]) });
  await gather(OUT - 1); // what the frame before the last one showed must be known
  core.hand(picture.buffer);
  core.describe(picture.about);
  core.run('lumbar_look_begin');
  film.looks.push({ timeS: core.c.lumbar_look_shown_s(), stamp });
  const hand = hands[(film.looks.length - 1) % hands.length], job = hand.give(picture, core.job().slice());
  job.catch(() => {}); // told where it is waited for
  film.jobs.push(job);
}

async function finish() {
  await gather(0);
  if (!film.firstTold && film.looked) tellFirst();
  if (!film.looks.length) refuse(stopped ? 'stopped' : 'undecodable');
  core.run('lumbar_look_finish', stopped ? 1 : 0);
  film.done = true;
  say({ seen: { frames: core.c.lumbar_look_frames(), doneS: core.c.lumbar_look_shown_s(), stopped, memory: [core.size(), ...hands.map((hand) => hand.memory())] } });
}

// ---- ways in -------------------------------------------------------------------------------------------------

// Through the decoder; what of it cannot be decoded so is shown and looked at instead: the page does that.
async function lookThroughDecoder(file, about, points) {
  film = newFilm(file, { ...about, way: 'decode', points });
  for await (const { frame, sample, lost = 0 } of decodedFrames(file, film)) {
    for (let i = 0; i < Math.min(lost, 1000); i++) core.c.lumbar_look_damage();
    if (!frame) continue;
    try {
      if (!sample.hidden && isDue(sample.micro, sample.lengthMicro)) await look(await pixelsOf(frame, film), sample.stamp);
    } finally { frame.close(); }
    if (stopped) break;
  }
  await finish();
}

async function takeFilm({ module, language, ports, watch, file, points, knownWay }) {
  core = await openInstance(module);
  core.run('lumbar_page_start');
  speak(language);
  hands = ports.map(handOf);
  watcher = watch ?? null;
  if (!watcher && !file.size) refuse('empty');
  let why = null;
  if (!watcher && knownWay !== 'play' && await isMp4(file)) {
    const about = await openMp4(file);
    if (about.width * about.height > PIXELS_MOST) refuse('too-large', { width: String(about.width), height: String(about.height) });
    if (await canDecode(about)) {
      await Promise.all(hands.map((hand) => hand.ready));
      await lookThroughDecoder(file, about, points);
      return;
    }
    why = { codec: about.name };
  }
  await Promise.all(hands.map((hand) => hand.ready));
  say({ play: { why } });
}

// ---- the answer ----------------------------------------------------------------------------------------------

// The picture at one of the times that were looked at.
async function pictureAt(timeS) {
  const near = film.looks.find((one) => Math.abs(one.timeS - timeS) <= 0.5 / 20 + 1e-6);
  if (!near || film.way !== 'decode') return null;
  const target = film.byStamp.get(near.stamp);
  let key = target;
  while (key > 0 && !film.samples[key].key) key--;
  const last = Math.min(film.samples.length - 1, target + 32); // pictures that are shown earlier may come later
  for await (const { frame } of decodedFrames(film.file, film, key, last)) {
    if (!frame) continue;
    const found = frame.timestamp === near.stamp, picture = found ? await pixelsOf(frame, film) : null;
    frame.close();
    if (picture) return picture;
  }
  return null;
}

async function jpegOf(rgb, width) {
  const height = rgb.length / 3 / width, canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d', { alpha: false });
  const image = context.createImageData(width, height);
  for (let i = 0, k = 0; k < rgb.length; i += 4, k += 3) { image.data[i] = rgb[k]; image.data[i + 1] = rgb[k + 1]; image.data[i + 2] = rgb[k + 2]; image.data[i + 3] = 255; }
  context.putImageData(image, 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })).arrayBuffer());
}

// Draws the moments on pictures of the film: `given` where the page took them, else through the decoder.
async function drawMoments(given = []) {
  for (let i = 0; i < core.c.lumbar_look_moments(); i++) {
    const picture = given[i] ?? await pictureAt(core.c.lumbar_look_moment_s(i));
    if (!picture) continue;
    core.hand(picture.buffer);
    core.describe(picture.about);
    core.run('lumbar_look_draw', i);
    const jpeg = await jpegOf(core.output().slice(), core.c.lumbar_look_drawn_width());
    core.give(jpeg);
    core.run('lumbar_look_keep', i, jpeg.length);
  }
}

// In the interview's language from now on.
function speak(language) {
  if (!language) return;
  core.give(language);
  core.run('lumbar_page_speak');
}

// The person's journal is a witness of the answer here too.
function hear(journal, day) {
  core.run('lumbar_page_journal_forget');
  if (!journal) return;
  const bytes = new TextEncoder().encode(journal);
  core.give('journal', bytes);
  core.run('lumbar_page_journal_read', bytes.length);
  core.give(day);
  core.run('lumbar_page_journal_hear');
}

// What can be said with these answers: as the interview's core says it, and with what was seen.
async function answer({ answers, journal = '', day, language = null, pictures }) {
  hear(journal, day);
  if (answers !== film.answers || language !== film.language) {
    speak(language);
    film.language = language;
    const bytes = new TextEncoder().encode(answers);
    core.give('answers', bytes);
    core.run('lumbar_page_read', bytes.length);
    core.run('lumbar_look_see');
    film.answers = answers;
  }
  await drawMoments(pictures);
  const dated = (name) => { core.give(day); return core.run(name); };
  say({ answer: { json: core.run('lumbar_page_answer_json'), html: dated('lumbar_page_answer_html'), report: dated('lumbar_page_report_html'),
    summary: dated('lumbar_page_summary_html'), calendar: dated('lumbar_page_calendar'), curves: core.run('lumbar_look_curves'),
    moments: Array.from({ length: core.c.lumbar_look_moments() }, (_, i) => core.c.lumbar_look_moment_s(i)) } });
}

// All body points as lumbar.pose/1.
function pose() {
  const lines = [];
  for (let i = 0; i <= core.c.lumbar_look_frames(); i++) lines.push(core.run('lumbar_look_pose_line', i));
  say({ pose: new Blob(lines, { type: 'application/json' }) });
}

// The strokes of every body, on a canvas of at most that width: {width, height, times, starts, numbers}.
function strokes({ most }) {
  const picture = JSON.parse(core.run('lumbar_look_pose_line', 0)), width = Math.min(most, picture.width);
  const count = core.c.lumbar_look_frames(), times = new Float64Array(count), starts = new Uint32Array(count + 1), parts = [];
  for (let i = 0; i < count; i++) {
    const part = strokesOf('lumbar_look_frame_strokes', i, width);
    parts.push(part);
    times[i] = core.c.lumbar_look_frame_s(i);
    starts[i + 1] = starts[i] + part.length;
  }
  const numbers = new Int16Array(starts[count]);
  parts.forEach((part, i) => numbers.set(part, starts[i]));
  say({ strokes: { width, height: Math.round(width * picture.height / picture.width), times, starts, numbers } }, [times.buffer, starts.buffer, numbers.buffer]);
}

// ---- what may be asked -----------------------------------------------------------------------------------------

const ASKED = {
  open: takeFilm,
  answer,
  pose,
  strokes,
  begin: ({ about }) => { film = newFilm(about.file, { ...about, way: 'play' }); },
  // A picture that the page took from the playing film, or from the camera.
  async picture({ picture, micro }) {
    if (isDue(micro, 0)) await look(picture, micro);
    else giveBack(picture.buffer);
    say({ taken: true });
  },
  finish,
};

// One after the other; a word to stop is heard between two pictures.
let before = Promise.resolve();
globalThis.onmessage = ({ data }) => {
  if (data.stop) { stopped = true; return; }
  before = before.then(() => ASKED[data.ask](data)).catch((error) => say({ refused: { id: error.id ?? 'memory', values: error.values ?? { why: error.message }, during: data.ask } }));
};
