// The views: each returns what stands in <main>. `app` (main.mjs) holds the core and goes from one to the next.
import { canLookAgain, lookAgainButton, today } from './again.mjs';
import { announce, button, element, eraseButton, fromCore, heading, icon, paragraph, saveFile } from './dom.mjs';
import { backButton, choiceField, errorPlace, helpOf, isScale, numberField, progressBar, radioField, safetyTicks, scaleField, severalField, NONE, NOT_SURE } from './fields.mjs';
import { journalButton, journalSection } from './journal.mjs';
import { more } from './more.mjs';
import { canLook } from './unpack.mjs';
import { takeSection } from './take.mjs';
import { words } from './words.mjs';

export const EMERGENCY = 3; // level
const SCREENS = ['page-screen-1', 'page-screen-2', 'page-screen-3', 'page-screen-4', 'page-screen-5'];
const screenTitle = (screen) => words(SCREENS[screen - 1]);
const screens = (app) => [...new Set(app.core.questions.filter((q) => q.screen).map((q) => q.screen))].sort();
const SHIELD = 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z', SPEECH = 'M4 5h16v11H10l-4 4v-4H4z', LEAF = 'M5 19C5 9 11 5 20 5c0 9-5 14-13 13M5 20l8-9';

const title = (text) => { document.title = words('page-view-title', { title: text }); };
const fold = (summary, ...children) => element('section', {}, element('details', { class: 'fold' }, element('summary', {}, summary), ...children));

export function startView(app) {
  title(words('page-title'));
  const has = Object.keys(app.state().values).length > 0;
  const step = (path, name, text) => element('li', {}, icon(path), element('span', {}, element('b', {}, name), text));
  return [
    element('section', { class: 'start' }, heading(words('page-title')),
      paragraph('lead', words('page-lead')),
      paragraph('under', words('page-emergency', { signs: app.core.signs })),
      element('ul', { class: 'steps' },
        step(SHIELD, words('page-step-safe'), words('page-step-safe-how')),
        step(SPEECH, words('page-step-ache'), words('page-step-ache-how')),
        step(LEAF, words('page-step-answer'), words('page-step-answer-how'))),
      element('div', { class: 'actions' },
        canLookAgain(app.state()) ? lookAgainButton(app, 'main') : null,
        button(words(has ? 'page-resume' : 'page-begin'), () => app.onward(), canLookAgain(app.state()) ? '' : 'main'),
        canLook() && !app.film ? button(words('page-film-have'), () => app.go({ view: 'film' })) : null,
        has ? eraseButton(words('page-begin-anew'), eraseWords(0), () => { app.erase(); app.onward(); }, '') : loadButton(app),
        journalButton(app)),
      paragraph('quiet', words('page-tab'))),
    fold(words('page-who'), element('p', {}, words('page-who-for')),
      element('p', {}, words('page-who-reviewed'))),
    fold(words('page-film'), element('p', {}, words(canLook() ? 'page-film-lead' : 'page-film-why')),
      fromCore('div', '', app.core.filmHtml())),
  ];
}

// A safety screen: what must be typed or chosen, then the tick-list.
export function screenView(app, step) {
  const { screen } = step, values = app.state().values;
  const mine = app.core.questions.filter((q) => q.screen === screen);
  const fields = mine.filter((q) => q.kind !== 'yes-no-unsure').map((q) => ({ question: q, ...screenField(q, values[q.id], () => refresh()) }));
  title(screenTitle(screen));
  const ticks = safetyTicks(mine.filter((q) => q.kind === 'yes-no-unsure'), values);
  const error = errorPlace();
  const given = (field) => (field.value() === null || field.check?.() ? [] : [[field.question.id, field.value()]]);
  // Age and sex decide which lines of the list apply; what was answered before stays until "Next".
  const refresh = () => {
    app.replace(mine, fields.flatMap(given));
    const { applies } = app.state();
    app.replace(mine, Object.entries(values).filter(([id]) => mine.some((q) => q.id === id)));
    ticks.show(new Set(applies));
  };
  const submit = () => {
    for (const field of fields) {
      const wrong = field.value() === null ? field.missing : field.check?.();
      if (wrong) { error.say(wrong, field.first); return; }
    }
    const ticked = ticks.values();
    if (!ticked) { error.say(ticks.missing(), ticks.first); return; }
    try {
      app.replace(mine, [...fields.flatMap(given), ...ticked]);
    } catch (refused) {
      error.say(inWords(app, refused.message), ticks.first);
      return;
    }
    app.answered(step);
  };
  ticks.show(new Set(app.state().applies));
  return [element('section', {}, error.place, step.from ? paragraph('quiet', words('page-change-list')) : progressBar(app.done(step)), heading(screenTitle(screen)),
    screen === screens(app)[0] ? paragraph('under', words('page-few-ticks')) : null,
    element('div', { class: 'fields' }, fields.map((field) => field.box), ticks.box),
    element('div', { class: 'actions' }, button(words('page-next'), submit, 'main'), backButton(() => app.back())))];
}

function screenField(question, before, onchange) {
  if (question.kind === 'number') return numberField(question, before, question.text, onchange);
  if (question.kind === 'choice') return radioField(question, before, onchange);
  return severalField(question, before, question.text);
}

// Something ticked needs help quickly: say so at once, before the rest. An emergency has the screen for itself.
export function urgentView(app, step) {
  if (app.state().level === EMERGENCY) return emergencyView(app, step);
  title(words('page-read-first'));
  return [heading(words('page-read-first')), fromCore('div', 'urgent', app.core.triageHtml()),
    element('div', { class: 'actions' },
      button(words(app.state().screened || !app.state().next ? 'page-whole-answer' : app.state().screen ? 'page-on-safety' : 'page-on-questions'), () => app.onward(true), 'main'),
      mistakeButton(app, step))];
}

const mistakeButton = (app, step) => button(words('page-mistake'), () => app.go(step.screen ? { view: 'screen', screen: step.screen } : { view: 'overview' }));

// What to do first, whom to call, what to say, and the way back: nothing else.
function emergencyView(app, step) {
  title(words('help-now'));
  const view = fromCore('div', '', app.core.emergencyHtml()).firstElementChild;
  view.querySelector('.calls').replaceWith(callPlace(app));
  view.append(element('div', { class: 'actions' }, mistakeButton(app, step)));
  return [view];
}

// One button that calls, for the country chosen; at first the one that the browser is set to.
function callPlace(app) {
  const numbers = app.core.numbers();
  const region = (navigator.languages ?? [navigator.language]).map((tag) => tag.split('-')[1]?.toLowerCase()).find((code) => numbers.some((n) => n.id === code));
  let chosen = app.country ?? region ?? 'other';
  const call = element('a', { class: 'button call' });
  const show = () => {
    const { number } = numbers.find((n) => n.id === chosen);
    call.href = `tel:${number}`;
    call.textContent = words('help-call', { number });
  };
  const choice = element('select', { id: 'country', onchange: () => { app.country = chosen = choice.value; show(); announce(call.textContent); } },
    numbers.map((n) => element('option', { value: n.id, selected: n.id === chosen }, n.country)));
  show();
  return element('div', { class: 'calls' }, call, element('label', { class: 'country', for: 'country' }, `${words('page-country')} `, choice));
}

export function questionView(app, step) {
  const question = app.core.question(step.id), value = app.state().values[step.id];
  title(question.text);
  const error = errorPlace();
  const answer = (given) => {
    if (question.again) { // what it opens is asked anew
      app.lookAgain(app.core.questions.filter((q) => q.again).map((q) => [q.id, q.id === question.id ? given : app.state().values[q.id]]).filter(([, told]) => told));
      return;
    }
    try { app.core.set(question.id, given); } catch (refused) { error.say(inWords(app, refused.message)); return; }
    app.answered(step);
  };
  const parts = [], next = [];
  if (question.kind === 'choice' || question.kind === 'yes-no-unsure') parts.push(choiceField(question, value, answer));
  else if (isScale(question)) parts.push(scaleField(question, value, answer));
  else {
    const field = question.kind === 'number' ? numberField(question, value) : severalField(question, value, undefined, app.core.figure);
    parts.push(field.box);
    next.push(button(words('page-next'), () => {
      const wrong = field.value() === null ? field.missing : field.check?.();
      if (wrong) error.say(wrong, field.first);
      else answer(field.value());
    }, 'main'));
  }
  const actions = element('div', { class: 'actions' }, next, backButton(() => app.back()),
    !app.state().screen && !step.from ? button(words('page-answer-now'), () => app.go({ view: 'answer' })) : null);
  return [element('section', {}, error.place, step.from ? paragraph('quiet', words('page-change-answer')) : progressBar(app.done(step)), heading(question.text), helpOf(question, false), ...parts, actions)];
}

// Why an answer was refused, by the questions' own words instead of their ids.
const inWords = (app, why) => why.replace(/'([a-z0-9-]+)'/g, (whole, id) => {
  const question = app.core.question(id);
  return question ? `“${question.brief}”` : whole;
});

// What was said, in words.
function spoken(question, value) {
  if (value === NOT_SURE) return words('not-sure');
  if (value === NONE) return words('none-of-these');
  if (question.kind === 'number') return `${value} ${question.unit ?? ''}`.trim();
  return value.split(',').map((id) => question.options.find((o) => o.id === id)?.text ?? id).join('; ');
}

function givenRow(name, text, change) {
  return element('li', {}, element('span', {}, element('b', {}, name), text),
    element('button', { type: 'button', class: 'button slim', onclick: change, 'aria-label': words('page-change-of', { question: name }) }, words('page-change')));
}

function screenRow(app, values, screen) {
  const mine = app.core.questions.filter((q) => q.screen === screen && values[q.id] !== undefined);
  if (!mine.length) return null;
  const said = mine.filter((q) => values[q.id] !== 'no').map((q) => {
    const name = q.brief;
    if (values[q.id] === 'yes') return name;
    return q.kind === 'yes-no-unsure' ? words('page-given-unsure', { question: name }) : words('page-given', { question: name, answer: spoken(q, values[q.id]) });
  });
  if (mine.filter((q) => q.kind === 'yes-no-unsure').every((q) => values[q.id] === 'no')) said.push(words('page-given-none'));
  return givenRow(screenTitle(screen), said.join('. '), () => app.go({ view: 'screen', screen, from: 'overview' }));
}

export function overviewView(app) {
  const { values, applies, screen } = app.state(), listed = !screen; // every safety list is answered
  const rest = app.core.questions.filter((q) => !q.screen);
  const ask = (q) => app.go({ view: 'question', id: q.id, from: 'overview' });
  const given = rest.filter((q) => values[q.id] !== undefined);
  const open = rest.filter((q) => values[q.id] === undefined && !q.again && applies.includes(q.id));
  title(words('page-overview'));
  return [
    element('section', {}, heading(words('page-overview')), paragraph('under', words('page-overview-how')),
      element('div', { class: 'actions' }, listed ? button(words('page-show-answer'), () => app.go({ view: 'answer' }), 'main')
        : button(words('page-go-on'), () => app.onward(), 'main'), backButton(() => app.back()))),
    element('section', {}, element('h2', {}, words('page-safe')), element('ul', { class: 'given' }, screens(app).map((n) => screenRow(app, values, n)))),
    given.length ? element('section', {}, element('h2', {}, words('page-ache')), element('ul', { class: 'given' },
      given.map((q) => givenRow(q.brief, spoken(q, values[q.id]), () => ask(q))))) : null,
    listed && open.length ? fold(words('page-more'), paragraph('quiet', words('page-more-why')),
      element('ul', { class: 'given' }, open.map((q) => element('li', {}, element('span', {}, q.text),
        element('button', { type: 'button', class: 'button slim', onclick: () => ask(q), 'aria-label': words('page-answer-of', { question: q.text }) }, words('page-answer-it')))))) : null,
    noteSection(app),
    keepSection(app),
  ];
}

// What no question takes: kept with the answers, read by nobody but people.
function noteSection(app) {
  const error = errorPlace();
  const field = element('textarea', { id: 'note', rows: '4', maxlength: '500', 'aria-describedby': 'note-about', onchange: () => {
    try { app.note(field.value.trim()); } catch (refused) { error.say(refused.message, field); }
  } });
  field.value = app.state().note ?? '';
  return element('section', {}, element('h2', {}, words('page-note')), error.place, element('label', { for: 'note' }, words('page-note-own')), field,
    element('p', { id: 'note-about', class: 'quiet' }, words('page-note-about')));
}

// What is asked before answers are erased, and with them so many entries of the journal.
const eraseWords = (count) => ({ sure: count ? words('page-erase-sure-journal', { count }) : words('page-erase-sure'), yes: words('page-erase-yes'), no: words('page-erase-no') });

// Keeping, loading and erasing stand together: what happens to what one has told.
function keepSection(app) {
  const box = element('input', { type: 'checkbox', id: 'keep', checked: app.keeping(), onchange: () => {
    if (!app.keepAnswers(box.checked)) { box.checked = false; announce(words('page-keep-not')); return; }
    announce(words(box.checked ? 'page-kept' : 'page-kept-not'));
  } });
  return element('section', { class: 'card keep tools' }, element('h2', {}, words('page-keep')),
    element('label', { class: 'tick', for: 'keep' }, box, element('span', {}, words('page-keep-tick'))),
    paragraph('quiet', words('page-keep-about')),
    element('div', { class: 'actions' },
      button(words('page-save'), () => saveFile('lumbar-answers.json', 'application/json', app.core.answersJson()), 'slim'),
      loadButton(app, 'slim'),
      eraseButton(words('page-erase'), eraseWords(app.journal.count()), () => { app.eraseAll(); app.go({ view: 'start' }); announce(words('page-erased')); }, 'slim')));
}

function loadButton(app, className = '') {
  const input = element('input', { type: 'file', accept: '.json,application/json', class: 'unseen', tabindex: '-1', 'aria-hidden': 'true', onchange: async () => {
    const file = input.files[0];
    input.value = '';
    if (file) await app.load(file);
  } });
  return element('span', {}, button(words('page-load'), () => input.click(), className), input);
}

export function messageView(app, step) {
  title(words(step.title));
  return [heading(words(step.title)), paragraph('under', step.text), element('div', { class: 'actions' }, button(words('page-back'), () => app.back(), 'main'))];
}

// The core's own HTML, with what one can do about it.
export function answerView(app) {
  if (app.state().level === EMERGENCY) return emergencyView(app, {});
  const day = today(), answerer = app.answerer(day);
  const answer = fromCore('div', 'answer', answerer.answerHtml(day));
  const { next } = app.state();
  answer.querySelector('.status')?.after(element('div', { class: 'actions tools' },
    canLookAgain(app.state()) && !app.state().again ? lookAgainButton(app, '') : null,
    next ? button(words('page-on-questions'), () => app.onward()) : null, button(words('page-change-mine'), () => app.go({ view: 'overview' }))));
  answer.append(journalSection(app));
  // A source stands in a folded list: open it, then go there.
  answer.addEventListener('click', (event) => {
    const link = event.target.closest('a.ref');
    const target = link && answer.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
    if (!target) return;
    event.preventDefault();
    target.closest('details').open = true;
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: 'center' });
  });
  title(words('page-answer'));
  const take = takeSection(app, answerer, answer, day);
  const given = answerer === app.core ? null : app.film?.answer?.of?.given;
  return [...answer.children,
    given ? more.playerSection(app.film, given) : null,
    take,
    keepSection(app)];
}
