// The film with what was seen in it: the body over the picture, the angles beneath on the same time, what was found by its
// moments. The page shows it, and so does a page that was saved with its film.
import { announce, button, element, paragraph } from './dom.mjs';
import { bodyAt, drawOver } from './over.mjs';
import { words } from './words.mjs';

export const WIDE = 960; // px of the drawing over the film: sharp on a phone's screen
const BEFORE = 1; // s before a moment from which a repetition without a place of its own is shown; own choice
const SLOW = 0.25;
const CHART = { width: 360, height: 110, left: 36, top: 8, bottom: 20 };
const STILL = 60; // deg, the least span of a curve: a still body is drawn as one, as in the tool's overlay

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A film and the drawing over it, which follows it: {place, video, refresh, close}.
function filmWithBody(address, seen, show, label) {
  const video = element('video', { src: address, muted: true, playsinline: true, preload: 'auto', tabindex: '-1', 'aria-hidden': 'true' });
  const canvas = element('canvas', { width: seen.bodies.width, height: seen.bodies.height, role: 'img', 'aria-label': label });
  video.muted = true; // the attribute alone mutes no element that a script has made
  let open = true, drawn = -1;
  const refresh = () => {
    drawn = video.currentTime;
    drawOver(canvas, bodyAt(seen.bodies, drawn), show());
  };
  const follow = () => {
    if (!open) return;
    if (video.currentTime !== drawn && canvas.isConnected) refresh();
    requestAnimationFrame(follow);
  };
  video.addEventListener('loadeddata', refresh);
  video.addEventListener('seeked', refresh);
  follow();
  return { place: element('div', { class: 'player-film' }, video, canvas), video, refresh, close() { open = false; video.removeAttribute('src'); video.load(); } };
}

// One angle over the whole film: repetitions shaded, found moments marked, a line at the time that is shown.
function chart(curve, seen, seek) {
  const { width, height, left, top, bottom } = CHART, finite = curve.value.filter(Number.isFinite);
  if (finite.length < 2) return null;
  let low = Infinity, high = -Infinity;
  for (const value of finite) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const spare = Math.max(0, STILL - (high - low)) / 2;
  [low, high] = [low - spare, high + spare];
  const x = (time) => left + (width - left) * time / seen.durationS, y = (value) => top + (height - top - bottom) * (high - value) / (high - low);
  let line = '', broken = true;
  const step = Math.max(1, Math.floor(curve.value.length / width)); // no more points than pixels
  for (let i = 0; i < curve.value.length; i += step) {
    if (!Number.isFinite(curve.value[i])) { broken = true; continue; }
    line += `${broken ? 'M' : 'L'}${x(curve.start_s + i * curve.step_s).toFixed(1)} ${y(curve.value[i]).toFixed(1)}`;
    broken = false;
  }
  const text = (at, up, said) => svg('text', { x: at, y: up, class: 'chart-text', 'text-anchor': at < left ? 'start' : 'middle' }, said);
  const now = svg('path', { class: 'player-now', d: `M0 ${top}V${height - bottom}` });
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    ...seen.reps.map((rep) => svg('rect', { class: 'chart-rep', x: x(rep.start_s), y: top, width: Math.max(1, x(rep.end_s) - x(rep.start_s) - 1), height: height - top - bottom })),
    svg('path', { class: 'chart-line', d: line }), ...seen.marks.map((time) => svg('circle', { class: 'chart-mark', cx: x(time), cy: top + 4, r: 4 })),
    text(0, top + 8, `${Math.round(high)}°`), text(0, height - bottom, `${Math.round(low)}°`), text(left + 14, height - 4, '0:00'), text(width - 18, height - 4, clock(seen.durationS)), now);
  drawing.addEventListener('click', (event) => {
    const box = drawing.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width * width - left) / (width - left) * seen.durationS);
  });
  return { place: element('figure', { class: 'chart' }, element('figcaption', {}, curve.title), drawing), show: (time) => now.setAttribute('transform', `translate(${x(time).toFixed(1)} 0)`) };
}

// What was found, each with the times at which it was.
function foundList(findings, seek) {
  const jump = (time, name) => element('button', { type: 'button', class: 'button slim', 'aria-label': words('page-player-go', { finding: name, time: clock(time) }), onclick: () => seek(time) }, clock(time));
  if (!findings.length) return null;
  return element('ul', { class: 'player-found' }, findings.map((finding) => element('li', {}, element('span', {}, finding.text), element('span', { class: 'actions-inline' }, finding.times.map((time) => jump(time, finding.text))))));
}

// The best and the worst moment side by side, each repetition again and again, slowly.
function sideBySide(address, seen, show) {
  const pick = (kind) => seen.moments.find((moment) => moment.kind === kind);
  const worst = pick('worst'), best = pick('best');
  if (!worst || !best) return null;
  const players = [];
  const one = (moment) => {
    const rep = seen.reps.find((r) => moment.time_s >= r.start_s - 0.1 && moment.time_s <= r.end_s + 0.1) ?? { start_s: Math.max(0, moment.time_s - BEFORE), end_s: moment.time_s + BEFORE };
    const film = filmWithBody(address, seen, show, moment.caption);
    film.video.addEventListener('loadedmetadata', () => { film.video.currentTime = rep.start_s; film.video.playbackRate = SLOW; });
    film.video.addEventListener('timeupdate', () => { if (film.video.currentTime >= rep.end_s) film.video.currentTime = rep.start_s; });
    players.push(film);
    return element('figure', {}, film.place, element('figcaption', {}, moment.caption));
  };
  const pair = element('div', { class: 'player-pair' }, one(best), one(worst));
  const play = button(words('page-player-play'), () => {
    const start = players[0].video.paused;
    for (const { video } of players) if (start) video.play().catch(() => {}); else video.pause();
    play.textContent = words(start ? 'page-player-pause' : 'page-player-play');
  }, 'slim');
  return { place: element('section', {}, element('h3', {}, words('page-player-pair')), pair, element('div', { class: 'actions' }, play)), players };
}

// What the player shows of a film's answer. `bodies`: {width, height, times, starts, numbers}.
export function playable(given, bodies) {
  const { recordings, findings } = JSON.parse(given.json), recording = recordings[0];
  const found = findings.filter((finding) => finding.from === 'recording' && finding.state === 'present')
    .map(({ text, where }) => ({ text, times: [...new Set(where.map((place) => place.time_s).filter(Number.isFinite))].sort((a, b) => a - b) }));
  return { bodies, durationS: Math.max(recording.duration_s ?? 0, 0.1), curves: JSON.parse(given.curves), moments: recording.moments,
    reps: recording.sets.flatMap((set) => set.reps ?? []), found, marks: found.flatMap((finding) => finding.times) };
}

function controls(video, seen, redraw) {
  const play = button(words('page-player-play'), () => (video.paused ? video.play().catch(() => {}) : video.pause()), 'main');
  const slider = element('input', { type: 'range', min: 0, max: seen.durationS, step: 0.05, value: 0, 'aria-label': words('page-player-time') });
  const time = element('output', {}, clock(0));
  slider.addEventListener('input', () => { video.currentTime = Number(slider.value); });
  for (const [event, text] of [['play', 'page-player-pause'], ['pause', 'page-player-play']]) video.addEventListener(event, () => { play.textContent = words(text); });
  const tick = (row, on, change) => {
    const box = element('input', { type: 'checkbox', checked: on, onchange: () => { change(box.checked); redraw(); } });
    return element('label', { class: 'tick' }, box, element('span', {}, words(row)));
  };
  return { play, slider, time, tick, follow() {
    slider.value = String(video.currentTime);
    slider.setAttribute('aria-valuetext', clock(video.currentTime));
    time.textContent = `${clock(video.currentTime)} / ${clock(seen.durationS)}`;
  } };
}

// Puts the player into `place`: the film at `address`, and what is `playable` of it. It closes itself when it leaves the page.
export function fillPlayer(place, address, seen) {
  const chosen = { skeleton: true, head: true }, show = () => chosen;
  const main = filmWithBody(address, seen, show, words('page-player-label')), { video } = main;
  const seek = (time) => {
    video.pause();
    video.currentTime = Math.min(Math.max(0, time), seen.durationS);
    main.place.scrollIntoView({ block: 'nearest' });
    announce(words('page-player-at', { time: clock(video.currentTime) }));
  };
  const pair = sideBySide(address, seen, show), all = [main, ...(pair?.players ?? [])];
  const parts = controls(video, seen, () => { for (const one of all) one.refresh(); });
  const charts = seen.curves.map((curve) => chart(curve, seen, seek)).filter(Boolean);
  const broken = paragraph('quiet', words('page-player-broken'));
  broken.hidden = true;
  video.addEventListener('error', () => { if (video.hasAttribute('src')) broken.hidden = false; });
  place.append(main.place, broken, element('div', { class: 'player-time' }, parts.slider, parts.time),
    element('div', { class: 'actions' }, parts.play, parts.tick('page-player-slow', false, (on) => { video.playbackRate = on ? SLOW : 1; }),
      parts.tick('page-player-skeleton', true, (on) => { chosen.skeleton = on; }), parts.tick('page-player-head', true, (on) => { chosen.head = on; })));
  const found = foundList(seen.found, seek);
  if (found) place.append(element('h3', {}, words('page-player-found')), found);
  place.append(element('h3', {}, words('page-player-curves')), paragraph('quiet', words('page-player-curves-how')), element('div', { class: 'charts player-charts' }, charts.map((one) => one.place)));
  if (pair) place.append(pair.place);
  const follow = () => {
    if (!place.isConnected) {
      for (const one of all) one.close();
      URL.revokeObjectURL(address);
      return;
    }
    parts.follow();
    for (const one of charts) one.show(video.currentTime);
    requestAnimationFrame(follow);
  };
  follow();
}
