// Training before the camera: how, then the picture with the body over it, the count, and one cue at a time.
import { announce, button, element, icon, paragraph } from './dom.mjs';
import { cameras, closeCamera, hasCamera, openCamera } from './camera.mjs';
import { doneParts, filmTitle, PROBLEMS, refusalWords, refusedParts, rulesCard } from './film_views.mjs';
import { drawOver } from './over.mjs';
import { openSpeech } from './speech.mjs';
import { words } from './words.mjs';

const LENS = 'M3 7h4l2-2h6l2 2h4v12H3zM12 9.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z';
const SHOWN = 6000; // ms for which a cue stands: as long as it takes to be read from the mat; own choice
const TROUBLE = { hidden: 'page-live-hidden', still: 'page-live-still', turned: 'page-live-turned', slow: 'page-live-slow', lost: 'page-live-lost' };

// The way to it, in the list of ways to a film; null where the browser lets no camera be used.
export function liveButton(app) {
  if (!hasCamera()) return null;
  const made = button('', () => app.go({ view: 'live' }));
  made.append(icon(LENS), words('page-live'));
  return made;
}

// ---- before ------------------------------------------------------------------------------------------------------

// Asks for the camera and begins; what goes wrong is said in its place.
async function beginLive(app, options) {
  const stream = await openCamera(options.facing);
  if (!app.at('live')) { closeCamera(stream); return; }
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  video.setAttribute('aria-hidden', 'true');
  const speech = openSpeech();
  speech.turn(options.aloud);
  speech.say(words('page-live-watching')); // a tap lets the browser speak; who hears it knows that cues will be heard
  app.watch({ ...options, stream, video, speech, cameras: await cameras(), answers: app.core.answersJson() });
}

function tickOf(row, on) {
  const box = element('input', { type: 'checkbox', checked: on });
  return { box, label: element('label', { class: 'tick' }, box, element('span', {}, words(row))) };
}

function beforeParts(app) {
  const aloud = tickOf('page-live-aloud', true), record = tickOf('page-live-record', false), wrong = element('div', { role: 'alert' });
  const start = button(words('page-live-start'), async () => {
    start.disabled = true;
    wrong.replaceChildren();
    try {
      await beginLive(app, { facing: 'user', aloud: aloud.box.checked, record: record.box.checked });
    } catch (error) {
      start.disabled = false;
      wrong.replaceChildren(paragraph('error', refusalWords(error)));
    }
  }, 'main');
  return [element('section', {}, filmTitle('page-live'), paragraph('under', words('page-live-lead')),
    element('div', { class: 'live-choices' }, aloud.label, record.label), wrong,
    element('div', { class: 'actions' }, start, button(words('page-live-film'), () => app.go({ view: 'film' }), 'plain')),
    paragraph('quiet', words('page-film-stop')), paragraph('quiet', words('page-live-stays'))), rulesCard(app)];
}

// ---- while somebody trains ---------------------------------------------------------------------------------------

function soundButton({ speech }) {
  if (!speech.can()) return paragraph('quiet', words('page-live-no-voice'));
  const made = button('', () => { speech.turn(!speech.on()); name(); }, 'slim');
  const name = () => { made.textContent = words(speech.on() ? 'page-live-mute' : 'page-live-unmute'); };
  name();
  return made;
}

// The other camera: the same from the start, for its pictures are others.
function otherButton(app, live) {
  if (live.cameras < 2) return null;
  return button(words('page-live-other'), async () => {
    const facing = live.facing === 'user' ? 'environment' : 'user';
    app.dropFilm();
    app.go({ view: 'live' });
    try { await beginLive(app, { facing, aloud: live.speech.on(), record: live.record }); } catch (error) { announce(refusalWords(error)); }
  }, 'slim');
}

// What stands there, as it changes: {show(film)}.
function stateParts() {
  const count = element('p', { class: 'live-count', 'aria-hidden': 'true' }), exercise = element('p', { class: 'live-exercise' });
  const cue = element('p', { class: 'live-cue', role: 'status', 'aria-live': 'assertive' }), mend = element('div', { class: 'live-mend', role: 'status' });
  let before = '', said = null, until = 0;
  const show = ({ stands, trouble, cued }) => {
    const held = stands?.held_s ?? null, number = held === null ? stands?.count ?? 0 : Math.floor(held);
    count.textContent = String(number);
    exercise.textContent = stands?.exercise ? words(held === null ? 'page-live-count' : 'page-live-held', { exercise: stands.exercise, count: number }) : words('page-live-waiting');
    if (cued && cued !== said) {
      said = cued;
      until = performance.now() + SHOWN;
      cue.textContent = cued.text;
      setTimeout(() => { if (performance.now() >= until) cue.textContent = ''; }, SHOWN + 50);
    }
    const problems = [trouble ? words(TROUBLE[trouble]) : null, ...(stands?.mend ?? []).map((id) => words(PROBLEMS[id]))].filter(Boolean);
    if (problems.join() === before) return;
    before = problems.join();
    mend.replaceChildren(...problems.map((text) => paragraph('', text)));
  };
  return { parts: [element('div', { class: 'live-state' }, count, exercise), cue, mend], show };
}

function runningParts(app, film) {
  const { live } = film, canvas = element('canvas', { role: 'img', 'aria-label': words('page-live-label') }), state = stateParts();
  film.show = () => {
    const { progress } = film;
    if (progress?.strokes && live.video.videoWidth) {
      if (canvas.width !== progress.drawn) Object.assign(canvas, { width: progress.drawn, height: Math.round(progress.drawn * live.video.videoHeight / live.video.videoWidth) });
      drawOver(canvas, progress.strokes, { skeleton: true });
    }
    state.show(film);
  };
  film.show();
  if (live.video.srcObject) live.video.play().catch(() => {}); // moved to another place in the page, it has stopped
  const stop = button(words('page-live-stop'), () => { stop.disabled = true; film.handle.stop(); }, 'main');
  return [element('section', { class: 'live' }, filmTitle('page-live-running'),
    element('div', { class: live.facing === 'user' ? 'live-picture mirrored' : 'live-picture' }, live.video, canvas), ...state.parts,
    element('div', { class: 'actions' }, stop, soundButton(live), otherButton(app, live), button(words('page-live-leave'), () => { app.dropFilm(); app.back(); }, 'plain')),
    paragraph('quiet', words(live.record ? 'page-live-recording' : 'page-live-not-recorded')))];
}

export function liveView(app) {
  const { film } = app;
  if (!film?.live) return beforeParts(app);
  if (film.refused) return refusedParts(app, film);
  return film.seen ? doneParts(app, film) : runningParts(app, film);
}

// Takes what stands: a problem is shown where it was there in the look before too, a cue is said once.
export function showLive(film, stands) {
  const before = film.stands?.problems ?? [];
  film.stands = { ...stands, mend: stands.problems.filter((id) => before.includes(id)) };
  if (!stands.cue) return;
  film.cued = stands.cue;
  film.live.speech.say(stands.cue.text);
}
