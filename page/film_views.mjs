// The views of a film: how to film and which one, looking at it, what came of it. `app.film` is what is known of it.
import { announce, button, element, fromCore, heading, icon, paragraph } from './dom.mjs';
import { liveButton } from './live_views.mjs';
import { rulePicture } from './film_pictures.mjs';
import { drawOver, drawStrokes, reachOf } from './over.mjs';
import { workersTools } from './unpack.mjs';
import { words } from './words.mjs';

const CAMERA = 'M4 7h3l2-3h6l2 3h3v12H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z', FOLDER = 'M3 6h7l2 2h9v11H3z';

export const filmTitle = (row) => {
  document.title = words('page-view-title', { title: words(row) });
  return heading(words(row));
};

// "12 seconds", "a minute", "3 minutes".
function spanWords(seconds) {
  return seconds < 50 ? words('page-film-seconds', { count: Math.max(1, Math.round(seconds)) }) : words('page-film-minutes', { count: Math.round(seconds / 60) });
}

const REFUSED = {
  empty: 'page-film-refused-empty',
  damaged: 'page-film-refused-damaged',
  'no-pictures': 'page-film-refused-no-pictures',
  codec: 'page-film-refused-codec',
  hevc: 'page-film-refused-hevc',
  'too-large': 'page-film-refused-too-large',
  'too-long': 'page-film-refused-too-long',
  undecodable: 'page-film-refused-undecodable',
  'not-shown': 'page-film-refused-not-shown',
  stopped: 'page-film-refused-stopped',
  memory: 'page-film-refused-memory',
  'camera-denied': 'page-live-denied',
  'camera-none': 'page-live-none',
  'camera-busy': 'page-live-busy',
  'camera-lost': 'page-live-lost',
};
export const PROBLEMS = {
  nobody: 'page-film-first-nobody',
  dark: 'page-film-first-dark',
  second: 'page-film-first-second',
  'no-head': 'page-film-first-no-head',
  'no-feet': 'page-film-first-no-feet',
  oblique: 'page-film-first-oblique',
  front: 'page-film-first-front',
  small: 'page-film-first-small',
  shaky: 'page-film-first-shaky',
};

// Why a film is not looked at; what the core says is in words already.
export const refusalWords = (error) => (error.id === 'core' ? error.values.why : words(REFUSED[error.id] ?? REFUSED.memory, { why: error.message, ...error.values }));

// ---- which film --------------------------------------------------------------------------------------------

// A button that opens the camera or the list of films; the field behind it is the browser's own.
function filmButton(app, text, path, capture, className) {
  const input = element('input', { type: 'file', accept: 'video/*', capture: capture ? 'environment' : null, class: 'unseen', tabindex: '-1', 'aria-hidden': 'true', onchange: () => {
    const file = input.files[0];
    input.value = '';
    if (file) app.lookAt(file);
  } });
  const made = button('', () => input.click(), className);
  made.append(icon(path), text);
  return element('span', {}, made, input);
}

export function rulesCard(app) {
  const lines = [...fromCore('div', '', app.core.filmHtml()).querySelectorAll('.film-lines li')].map((line) => line.textContent);
  return element('section', { class: 'card' }, element('h2', {}, words('page-film-rules')),
    element('ol', { class: 'rules' }, lines.map((line, i) => element('li', {}, rulePicture(i), element('span', {}, line)))));
}

export function filmView(app) {
  setTimeout(() => workersTools().catch(() => {}), 0); // once the view stands
  return [
    element('section', {}, filmTitle('page-film-title'), paragraph('under', words('page-film-lead')),
      element('div', { class: 'actions' }, filmButton(app, words('page-film-record'), CAMERA, true, 'main'), filmButton(app, words('page-film-choose'), FOLDER, false, ''), liveButton(app), button(words('page-film-without'), () => app.withoutFilm(), 'plain')),
      paragraph('quiet', words('page-film-stop'))),
    rulesCard(app),
    element('section', {}, paragraph('quiet', words('page-film-stays'))),
  ];
}

// ---- looking -------------------------------------------------------------------------------------------------

// How far it is: {share, text}. The rest is reckoned from how long it took so far.
export function filmProgress(film) {
  const { progress, began } = film;
  if (!progress) return { share: 0, text: words('page-film-opening') };
  if (!(progress.totalS > 0)) return { share: null, text: spanWords(progress.doneS) };
  const share = Math.min(1, progress.doneS / progress.totalS), took = (performance.now() - began) / 1000;
  if (share <= 0.02) return { share, text: words('page-film-progress', { share: Math.round(100 * share) }) };
  return { share, text: words('page-film-progress-left', { share: Math.round(100 * share), time: spanWords(took / share * (1 - share)) }) };
}

export function filmStatus(film) {
  if (film.refused) return words('page-film-status-failed');
  return film.seen ? words('page-film-status-done') : words('page-film-status', { share: Math.round(100 * (filmProgress(film).share ?? 0)) });
}

// The body as it was found last: that something is seen, and what.
function bodyDrawing() {
  const canvas = element('canvas', { class: 'body-seen', width: 720, height: 340, 'aria-hidden': 'true' });
  const draw = (strokes) => {
    const { left, top, right, bottom } = reachOf(strokes), context = canvas.getContext('2d');
    const scale = Math.min(canvas.width / (right - left), canvas.height / (bottom - top)) * 0.85;
    context.resetTransform();
    drawOver(canvas, strokes.subarray(0, 0), {});
    if (!Number.isFinite(scale)) return;
    context.setTransform(scale, 0, 0, scale, (canvas.width - scale * (left + right)) / 2, (canvas.height - scale * (top + bottom)) / 2);
    drawStrokes(context, strokes, { skeleton: true });
  };
  return { canvas, draw };
}

export function firstCard(app, first) {
  if (!first) return null;
  if (!first.problems.length) return paragraph('first-good', words('page-film-good'));
  return element('div', { class: 'card first-mend' }, element('h2', {}, words('page-film-mend')),
    element('ul', {}, first.problems.map((id) => element('li', {}, words(PROBLEMS[id])))), paragraph('quiet', words('page-film-mend-hint')));
}

// Looking, done, or refused: one view that follows. `wait`: the answer waits for it.
export function lookingView(app, step) {
  const { film } = app;
  if (!film) return filmView(app);
  if (film.refused) return refusedParts(app, film);
  if (film.seen) return step.wait ? workingParts() : doneParts(app, film);
  const bar = element('progress', { id: 'film-progress', max: 1 }), label = element('label', { for: 'film-progress' });
  const drawing = bodyDrawing(), firstPlace = element('div', { role: 'status' }), shown = element('div', { class: 'film-shown' });
  if (film.video) shown.append(film.video);
  film.show = () => {
    const { share, text } = filmProgress(film);
    label.textContent = text;
    if (share === null) bar.removeAttribute('value');
    else bar.value = share;
    if (film.progress?.strokes) drawing.draw(film.progress.strokes);
    if (film.first && !firstPlace.firstChild) firstPlace.append(firstCard(app, film.first));
    if (film.video && !shown.firstChild) shown.append(film.video, paragraph('quiet', words('page-film-played')));
  };
  film.show();
  return [element('section', {}, filmTitle(step.wait ? 'page-film-wait' : 'page-film-looking'), element('div', { class: 'progress' }, label, bar), drawing.canvas, shown, firstPlace,
    element('div', { class: 'actions' },
      step.wait || !app.hasQuestions() ? null : button(words('page-film-meanwhile'), () => app.onward(), 'main'),
      button(words('page-film-stop-here'), () => { film.handle.stop(); announce(words('page-film-stop-here')); }),
      button(words('page-film-cancel'), () => { app.dropFilm(); app.onward(); }, 'plain')),
    paragraph('quiet', words('page-film-stays')))];
}

export function doneParts(app, film) {
  return [filmTitle('page-film-done-title'), paragraph('under', words(film.seen.stopped ? 'page-film-stopped' : 'page-film-done', { time: spanWords(film.seen.doneS) })), film.trouble === 'lost' ? paragraph('', words('page-live-lost')) : null, film.live ? null : firstCard(app, film.first),
    element('div', { class: 'actions' }, button(words('page-film-onward'), () => app.onward(), 'main'), button(words('page-film-other'), () => { app.dropFilm(); app.go({ view: 'film' }); }))];
}

export function refusedParts(app, film) {
  return [filmTitle('page-film-failed'), paragraph('under', refusalWords(film.refused)),
    element('div', { class: 'actions' }, button(words('page-film-other'), () => { app.dropFilm(); app.go({ view: 'film' }); }, 'main'), button(words('page-film-without'), () => { app.dropFilm(); app.onward(); }))];
}

const workingParts = () => [filmTitle('page-film-working'), element('progress', { 'aria-label': words('page-film-working') })];
