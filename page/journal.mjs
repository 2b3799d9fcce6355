// The journal's view: what was done and how the back is, noted by taps or in words; weeks at a glance; its file.
import { canLookAgain, lookAgainButton } from './again.mjs';
import { announce, button, element, eraseButton, fromCore, heading, paragraph, saveFile } from './dom.mjs';
import { backButton, errorPlace } from './fields.mjs';
import { suggestField } from './suggest.mjs';
import { words } from './words.mjs';

// Own choice: what programmes of abdominal exercise ask for; any other number is typed.
const SETS = [1, 2, 3, 4, 5, 6], USUAL_SETS = 3, REPETITIONS = [5, 8, 10, 12, 15, 20, 25, 30], HELD_SECONDS = [10, 20, 30, 40, 60, 90];
const EFFORTS = [5, 6, 7, 8, 9, 10], STRENGTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const RECENT = 4, LISTED = 8; // shown at once
const FILE_BYTES = 16_000_000; // more is no journal
// Words of an entry and their rows of phrases.
const SIDES = [['left', 'journal-left'], ['middle', 'journal-middle'], ['right', 'journal-right'], ['both', 'journal-both']];
const TIMES = [['morning', 'journal-morning'], ['during', 'journal-during'], ['after', 'journal-after'], ['evening', 'journal-evening']];
const BEGAN = [['fresh', 'page-journal-fresh'], ['tired', 'page-journal-tired'], ...[1, 2, 3, 4, 5].map((set) => [String(set), 'page-journal-set', { set }]), ['-1', 'page-journal-set-last']];
const PLACES = [['buttock', 'journal-buttock'], ['leg', 'journal-leg'], ['hip', 'journal-hip'], ['upper-back', 'journal-upper'], ['belly', 'journal-belly']];

export const journalButton = (app, className = '') => button(words('page-journal-open'), () => {
  app.journal.daysAgo = 0;
  app.go({ view: 'journal' });
}, className);

const dayOf = (daysAgo) => {
  const day = new Date();
  day.setDate(day.getDate() - daysAgo);
  return day.toLocaleDateString('sv-SE');
};

const chip = (text, onclick, more = {}) => element('li', {}, element('button', { type: 'button', class: Number.isNaN(Number(text)) ? 'step' : 'step number', onclick, ...more }, text));
const chips = (legend, list, more = {}) => element('fieldset', more, element('legend', {}, legend), element('ul', { class: 'chips' }, list));

// The view anew, with the focus where one goes on.
function again(app, id) {
  app.refresh();
  const at = document.getElementById(id);
  at?.focus({ preventScroll: true });
  at?.scrollIntoView({ block: 'nearest' });
}

// ---- noting ------------------------------------------------------------------------------------------------------

function noted(app, now) {
  const { journal } = app;
  journal.now = now;
  journal.left = journal.chosen = null;
  again(app, 'noted');
  announce(noteText(now));
}

const noteText = ({ kind, made }) => made.map(({ day, what }) => (kind === 'out' ? words('page-journal-out', { day, what }) : words('page-journal-noted', { day, what }))).join(' ');

// Exercises of one day that are tapped one after the other are one workout.
function noteWork(app, work) {
  const { noted: made } = app.journal.work(work.number, work.day, work.warmed, work.items);
  noted(app, { ...work, kind: 'work', number: made[0].number, made });
}

function tapWork(app, exercise, sets, amount, unit) {
  const { now } = app.journal, day = dayOf(app.journal.daysAgo), goesOn = now?.kind === 'work' && now.day === day;
  const before = goesOn ? now : { number: null, warmed: '', items: [] };
  noteWork(app, { day, number: before.number, warmed: before.warmed, items: [...before.items, [exercise, sets, amount, unit, '']] });
}

function noteAche(app, ache) {
  const { noted: made, strong } = app.journal.ache(ache.number, ache.day, ache.strength, ache.place, ache.side, ache.when, ache.began);
  noted(app, { ...ache, kind: 'ache', number: made[0].number, made, strong });
}

function takeBack(app) {
  const { now } = app.journal;
  if (now.kind === 'out') app.journal.read('lumbar-journal.json', new TextEncoder().encode(now.before), true);
  if (now.kind === 'work' && now.items.length > 1) return noteWork(app, { ...now, items: now.items.slice(0, -1) });
  for (const { number } of now.kind === 'out' ? [] : now.made) app.journal.remove(number);
  app.journal.now = null;
  again(app, 'journal-title');
  return announce(words('page-journal-undone'));
}

// ---- what was noted last, and what may be said beside it ------------------------------------------------------------

function workMore(app, now) {
  const effort = now.items.at(-1)[4];
  const hard = (rpe) => noteWork(app, { ...now, items: [...now.items.slice(0, -1), [...now.items.at(-1).slice(0, 4), rpe]] });
  const warm = (warmed, row) => chip(words(row), () => noteWork(app, { ...now, warmed }), { 'aria-pressed': String(now.warmed === warmed) });
  return [chips(words('page-journal-effort'), EFFORTS.map((rpe) => chip(String(rpe), () => hard(String(rpe)), { 'aria-pressed': String(effort === String(rpe)) }))),
    chips(words('page-journal-warm'), [warm('yes', 'yes'), warm('no', 'no')])];
}

function acheMore(app, now) {
  if (now.strength === '0') return [];
  // a second tap takes it away
  const choice = (legend, list, field, none) => chips(legend, list.map(([id, row, holes]) =>
    chip(words(row, holes), () => noteAche(app, { ...now, [field]: now[field] === id ? none : id }), { 'aria-pressed': String(now[field] === id) })));
  const trained = app.journal.state().entries.some(({ kind, day }) => kind === 'workout' && day === now.made[0].day);
  return [choice(words('page-journal-side'), SIDES, 'side', ''), choice(words('page-journal-when'), TIMES, 'when', ''),
    trained ? choice(words('page-journal-began'), BEGAN, 'began', '') : null, choice(words('page-journal-place'), PLACES, 'place', 'lower-back')];
}

function strongNotice(app) {
  const { screen } = app.state(); // a list that is open; else all can be looked through
  return element('div', { class: 'note' }, element('p', {}, words('page-journal-strong', { signs: app.core.signs })),
    element('div', { class: 'actions' }, button(words('page-journal-safety'), () => app.go(screen ? { view: 'screen', screen } : { view: 'overview' }), 'main')));
}

function notedCard(app) {
  const { journal } = app, { now } = journal;
  if (!now) return null;
  return element('section', { class: 'card', id: 'noted', tabindex: '-1' },
    now.made.map((entry) => element('p', { class: 'sure' }, noteText({ kind: now.kind, made: [entry] }))),
    journal.held ? null : paragraph('error', words('page-keep-not')),
    now.strong ? strongNotice(app) : null,
    now.kind === 'work' ? workMore(app, now) : now.kind === 'ache' ? acheMore(app, now) : null,
    element('div', { class: 'actions' }, button(words('page-journal-undo'), () => takeBack(app), 'slim')));
}

// ---- telling by taps ----------------------------------------------------------------------------------------------

function daySection(app) {
  const one = (daysAgo, row) => chip(words(row), () => { app.journal.daysAgo = daysAgo; again(app, `day-${daysAgo}`); },
    { id: `day-${daysAgo}`, 'aria-pressed': String(app.journal.daysAgo === daysAgo) });
  return chips(words('page-journal-day'), [one(0, 'page-journal-today'), one(1, 'page-journal-yesterday')]);
}

// Sets and amount of the exercise that was chosen: the amount notes it.
function amountPanel(app, exercise) {
  const { journal } = app, unit = exercise.held ? 's' : '', error = errorPlace();
  const tap = (amount) => tapWork(app, exercise.id, String(exercise.chosenSets), String(amount), unit);
  const other = element('input', { type: 'number', id: 'amount', inputmode: 'numeric', min: '1', max: '10000', step: 'any', autocomplete: 'off' });
  const typed = () => {
    try { tap(other.value); } catch { error.say(words('page-number-wrong', { least: 1, most: 10000, question: words('page-journal-amount') }), other); }
  };
  return element('div', { class: 'card amounts', id: 'amounts', tabindex: '-1', role: 'group', 'aria-label': exercise.name }, element('h3', { class: 'name' }, exercise.name),
    chips(words('page-journal-sets'), SETS.map((sets) => chip(String(sets), () => { journal.chosen = { ...exercise, chosenSets: sets }; again(app, `sets-${sets}`); },
      { id: `sets-${sets}`, 'aria-pressed': String(exercise.chosenSets === sets) }))),
    chips(words(exercise.held ? 'page-journal-seconds' : 'page-journal-reps'), (exercise.held ? HELD_SECONDS : REPETITIONS).map((amount) => chip(String(amount), () => tap(amount)))),
    error.place,
    element('div', { class: 'field' }, element('label', { for: 'amount' }, words('page-journal-amount')), other, button(words('page-journal-note-it'), typed, 'slim')));
}

function workSection(app, { exercises }) {
  const { journal } = app;
  const choose = (exercise) => { journal.chosen = { ...exercise, chosenSets: exercise.sets ?? USUAL_SETS }; again(app, 'amounts'); };
  const recent = exercises.filter((exercise) => exercise.last).sort((one, other) => other.place - one.place).slice(0, RECENT);
  const asLast = ({ id, sets, reps, seconds }) => tapWork(app, id, String(sets), String(reps ?? seconds), reps === null ? 's' : '');
  const search = suggestField('exercise', words('page-journal-other'), exercises.map(({ id, name }) => ({ id, text: name })),
    exercises.flatMap(({ id, also }) => also.map((text) => ({ id, text }))), (id) => choose(exercises.find((exercise) => exercise.id === id)));
  return element('section', {}, element('h2', {}, words('page-journal-work')),
    recent.length ? chips(words('page-journal-recent'), recent.map((exercise) => chip(exercise.last, () => asLast(exercise)))) : null,
    chips(words('page-journal-choose'), exercises.filter((exercise) => exercise.common).map((exercise) => chip(exercise.name, () => choose(exercise), { 'aria-pressed': String(journal.chosen?.id === exercise.id) }))),
    search.box,
    journal.chosen ? amountPanel(app, journal.chosen) : null);
}

function acheSection(app) {
  const tap = (strength) => noteAche(app, { number: null, day: dayOf(app.journal.daysAgo), strength, place: 'lower-back', side: '', when: '', began: '' });
  return element('section', {}, element('h2', {}, words('page-journal-ache')), paragraph('quiet', words('page-journal-ache-how')),
    element('ul', { class: 'scale', 'aria-label': words('page-scale') }, STRENGTHS.map((strength) => chip(String(strength), () => tap(String(strength))))));
}

// The same in words, as the tool takes them.
function lineSection(app) {
  const error = errorPlace(), meant = element('div', {});
  const field = element('input', { type: 'text', id: 'line', autocomplete: 'off', autocapitalize: 'none', 'aria-describedby': 'line-about', onkeydown: (event) => { if (event.key === 'Enter') note(field.value); } });
  const note = (line) => {
    const { noted: made, strong, fault, nearest, mended } = app.journal.note(dayOf(0), line);
    if (!fault) { noted(app, { kind: 'line', made, strong }); return; }
    error.say(fault, field);
    meant.replaceChildren(...(mended ? [button(words('page-journal-meant', { word: nearest }), () => note(mended), 'slim')] : []));
  };
  return element('section', {}, element('h2', {}, words('page-journal-line')), error.place, meant,
    element('div', { class: 'suggest' }, element('label', { for: 'line' }, words('page-journal-line-label')), field),
    element('p', { id: 'line-about', class: 'quiet' }, words('page-journal-line-about')),
    element('div', { class: 'actions' }, button(words('page-journal-note-it'), () => note(field.value))));
}

// ---- what is noted, and keeping it ----------------------------------------------------------------------------------

function entryRow(app, { number, day, what }) {
  const remove = () => {
    const before = app.journal.json();
    app.journal.remove(number);
    noted(app, { kind: 'out', made: [{ day, what }], before });
  };
  return element('li', {}, element('span', {}, element('b', {}, day), what),
    element('button', { type: 'button', class: 'button slim', onclick: remove, 'aria-label': words('page-journal-remove-of', { what, day }) }, words('page-journal-remove')));
}

function entriesSection(app, { entries }) {
  if (!entries.length) return null;
  const row = (entry) => entryRow(app, entry), rest = entries.slice(LISTED);
  return element('section', {}, element('h2', { id: 'entries-title', tabindex: '-1' }, words('page-journal-entries')), element('ul', { class: 'given' }, entries.slice(0, LISTED).map(row)),
    rest.length ? element('details', { class: 'fold' }, element('summary', {}, words('page-journal-older', { count: rest.length })), element('ul', { class: 'given' }, rest.map(row))) : null);
}

// What the person took out here stays out, unless they ask for it.
function leftCard(app) {
  const { left } = app.journal;
  return left && element('section', { class: 'card', id: 'left', tabindex: '-1' }, paragraph('sure', words('page-journal-left', { count: left.count })),
    element('div', { class: 'actions' }, button(words('page-journal-left-back'), () => take(app, left.name, left.bytes, true), 'slim')));
}

function take(app, name, bytes, back = false) {
  const { added, known, left } = app.journal.read(name, bytes, back);
  app.journal.left = left ? { name, bytes, count: left } : null;
  again(app, left ? 'left' : 'entries-title');
  announce(words('page-journal-loaded', { added, known }));
}

async function load(app, file) {
  try {
    take(app, file.name, new Uint8Array(await file.slice(0, FILE_BYTES).arrayBuffer()));
  } catch (error) {
    app.go({ view: 'message', title: 'page-not-loaded', text: error.message });
  }
}

function fileSection(app, count) {
  const { journal } = app;
  const box = element('input', { type: 'checkbox', id: 'keep-journal', checked: journal.keeping(), onchange: () => {
    if (!journal.keep(box.checked)) { box.checked = false; announce(words('page-keep-not')); return; }
    announce(words(box.checked ? 'page-journal-kept' : 'page-journal-kept-not'));
  } });
  const input = element('input', { type: 'file', accept: '.json,application/json', class: 'unseen', tabindex: '-1', 'aria-hidden': 'true', onchange: () => { if (input.files[0]) load(app, input.files[0]); } });
  const forget = () => { journal.forget(); again(app, 'journal-title'); announce(words('page-journal-forgot')); };
  const sure = { sure: words('page-journal-forget-sure', { count }), yes: words('page-journal-forget-yes'), no: words('page-journal-forget-no') };
  return element('section', { class: 'card keep tools' }, element('h2', {}, words('page-journal-keep')),
    journal.unread() ? paragraph('error', words('page-journal-unread', { why: journal.unread() })) : null,
    element('label', { class: 'tick', for: 'keep-journal' }, box, element('span', {}, words('page-journal-keep-tick'))),
    paragraph('quiet', words('page-journal-keep-about')),
    element('div', { class: 'actions' },
      button(words('page-journal-save'), () => saveFile('lumbar-journal.json', 'application/json', journal.unread() ? journal.kept() : journal.json()), 'slim'),
      element('span', {}, button(words('page-journal-load'), () => input.click(), 'slim'), input),
      count || journal.keeping() ? eraseButton(words('page-journal-forget'), sure, forget, 'slim') : null),
    paragraph('quiet', words('page-journal-file')));
}

// ---- the view -----------------------------------------------------------------------------------------------------

export function journalView(app) {
  const state = app.journal.state(), title = heading(words('page-journal')), checkIn = canLookAgain(app.state()) && !app.state().again;
  title.id = 'journal-title';
  document.title = words('page-view-title', { title: words('page-journal') });
  return [
    element('section', {}, title, paragraph('under', words('page-journal-about')),
      checkIn ? element('div', { class: 'actions' }, lookAgainButton(app, 'main')) : null),
    notedCard(app), leftCard(app),
    element('section', {}, daySection(app)),
    workSection(app, state), acheSection(app), lineSection(app),
    state.entries.length ? fromCore('section', 'weeks', app.journal.weeks()) : null,
    entriesSection(app, state),
    fileSection(app, state.entries.length),
    element('div', { class: 'actions' }, backButton(() => app.back()))];
}

// In the answer: that the journal was heard, and a way to keep the answer in it.
export function journalSection(app) {
  const { workouts, aches } = app.journal.heard();
  const keepIt = button(words('page-journal-answer'), () => {
    app.journal.keepAnswer();
    keepIt.disabled = true;
    announce(words(app.journal.held ? 'page-journal-answer-noted' : 'page-keep-not'));
  });
  return element('section', {}, workouts + aches ? paragraph('quiet', words('page-journal-heard', { workouts, aches })) : null,
    element('div', { class: 'actions tools' }, journalButton(app), app.journal.count() ? keepIt : null));
}
