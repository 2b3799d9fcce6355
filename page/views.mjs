// The views: each returns what stands in <main>. `app` (main.mjs) holds the core and goes from one to the next.
import { announce, button, element, fromCore, heading, icon, paragraph, saveFile } from './dom.mjs';
import { backButton, choiceField, errorPlace, helpOf, isScale, numberField, progressBar, radioField, safetyTicks, scaleField, severalField, NONE, NOT_SURE } from './fields.mjs';
import { takeSection } from './take.mjs';

const EMERGENCY = 3; // level
const SCREEN_TITLES = ['', 'About you', 'Bladder, feeling and legs', 'Fever, urine and feeling ill', 'Falls, bones and health', 'How the ache goes'];
const screens = (app) => [...new Set(app.core.questions.filter((q) => q.screen).map((q) => q.screen))].sort();
const SHIELD = 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z', SPEECH = 'M4 5h16v11H10l-4 4v-4H4z', LEAF = 'M5 19C5 9 11 5 20 5c0 9-5 14-13 13M5 20l8-9';

// The list of red-flags.txt, as every text gives it; a test compares them.
const EMERGENCY_SIGNS = 'numbness between the legs, new trouble with bladder or bowel, new loss of sexual feeling, new pain or numbness down ' +
  'both legs, growing weakness of the legs, dark urine after training, pain after a bad fall or crash, fainting or ' +
  'feeling very ill, fever with very bad pain, sudden very bad pain that no position eases, pressing pain in the chest or ' +
  'pain with bleeding in pregnancy';

const title = (text) => { document.title = `${text} – lumbar`; };
const fold = (summary, ...children) => element('section', {}, element('details', { class: 'fold' }, element('summary', {}, summary), ...children));

export function startView(app) {
  title('Why does my lower back ache when I work out my abs?');
  const has = Object.keys(app.state().values).length > 0;
  const step = (path, name, text) => element('li', {}, icon(path), element('span', {}, element('b', {}, name), text));
  return [
    element('section', { class: 'start' }, heading('Why does my lower back ache when I work out my abs?'),
      paragraph('lead', 'A few plain questions, then the most likely reason, what to change in your next workout, and what would show that we are wrong.'),
      paragraph('under', `In an emergency use no page: get emergency help now for any of these: ${EMERGENCY_SIGNS}.`),
      element('ul', { class: 'steps' },
        step(SHIELD, 'First, is it safe?', 'Five short lists. They come before anything else.'),
        step(SPEECH, 'Then, about the ache', 'A few questions, about what you can tell. “Not sure” is always fine.'),
        step(LEAF, 'Then, your answer', 'In plain words, with the reasons and how sure they are.')),
      element('div', { class: 'actions' },
        button(has ? 'Go on where you were' : 'Begin', () => app.onward(), 'main'),
        has ? eraseButton('Begin anew', () => { app.erase(); app.onward(); }, '') : loadButton(app)),
      paragraph('quiet', 'A reload loses nothing; closing this tab erases what you told, unless you keep it.')),
    fold('Who this is for', element('p', {}, 'For people who feel their lower back during or after training their abdominals. It does not examine you and cannot replace someone who does. It takes a few minutes.'),
      element('p', {}, 'No clinician has reviewed the rules yet. It is no medical device.')),
    fold('How to film yourself', element('p', {}, 'A side-view video shows what words cannot. The lumbar tool on a computer reads it; this page reads words only.'),
      fromCore('div', '', app.core.filmHtml())),
  ];
}

// A safety screen: what must be typed or chosen, then the tick-list.
export function screenView(app, step) {
  const { screen } = step, values = app.state().values;
  const mine = app.core.questions.filter((q) => q.screen === screen);
  const fields = mine.filter((q) => q.kind !== 'yes-no-unsure').map((q) => ({ question: q, ...screenField(q, values[q.id], () => refresh()) }));
  title(SCREEN_TITLES[screen]);
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
  return [element('section', {}, error.place, step.from ? paragraph('quiet', 'Change this list') : progressBar(app.done(step)), heading(SCREEN_TITLES[screen]),
    screen === screens(app)[0] ? paragraph('under', 'Most people tick little here. We ask because a few of these need help quickly.') : null,
    element('div', { class: 'fields' }, fields.map((field) => field.box), ticks.box),
    element('div', { class: 'actions' }, button('Next', submit, 'main'), backButton(() => app.back())))];
}

function screenField(question, before, onchange) {
  if (question.kind === 'number') return numberField(question, before, question.text, onchange);
  if (question.kind === 'choice') return radioField(question, before, onchange);
  return severalField(question, before, question.text);
}

// Something ticked needs help quickly: say so at once, before the rest. An emergency has the screen for itself.
export function urgentView(app, step) {
  if (app.state().level === EMERGENCY) return emergencyView(app, step);
  title('Please read this first');
  return [heading('Please read this first'), fromCore('div', 'urgent', app.core.triageHtml()),
    element('div', { class: 'actions' },
      button(app.state().screened || !app.state().next ? 'Show the whole answer' : app.state().screen ? 'Go on with the safety questions' : 'Go on with the questions', () => app.onward(true), 'main'),
      mistakeButton(app, step))];
}

const mistakeButton = (app, step) => button('I ticked this by mistake', () => app.go(step.screen ? { view: 'screen', screen: step.screen } : { view: 'overview' }));

// What to do first, whom to call, what to say, and the way back: nothing else.
function emergencyView(app, step) {
  title('Get help now');
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
    call.textContent = `Call ${number}`;
  };
  const choice = element('select', { id: 'country', onchange: () => { app.country = chosen = choice.value; show(); announce(call.textContent); } },
    numbers.map((n) => element('option', { value: n.id, selected: n.id === chosen }, n.country)));
  show();
  return element('div', { class: 'calls' }, call, element('label', { class: 'country', for: 'country' }, 'in ', choice));
}

export function questionView(app, step) {
  const question = app.core.question(step.id), value = app.state().values[step.id];
  title(question.text);
  const error = errorPlace();
  const answer = (given) => {
    try { app.core.set(question.id, given); } catch (refused) { error.say(inWords(app, refused.message)); return; }
    app.answered(step);
  };
  const parts = [], next = [];
  if (question.kind === 'choice' || question.kind === 'yes-no-unsure') parts.push(choiceField(question, value, answer));
  else if (isScale(question)) parts.push(scaleField(question, value, answer));
  else {
    const field = question.kind === 'number' ? numberField(question, value) : severalField(question, value);
    parts.push(field.box);
    next.push(button('Next', () => {
      const wrong = field.value() === null ? field.missing : field.check?.();
      if (wrong) error.say(wrong, field.first);
      else answer(field.value());
    }, 'main'));
  }
  const actions = element('div', { class: 'actions' }, next, backButton(() => app.back()),
    !app.state().screen && !step.from ? button('Show the answer now', () => app.go({ view: 'answer' })) : null);
  return [element('section', {}, error.place, step.from ? paragraph('quiet', 'Change this answer') : progressBar(app.done(step)), heading(question.text), helpOf(question, false), ...parts, actions)];
}

// Why an answer was refused, by the questions' own words instead of their ids.
const inWords = (app, why) => why.replace(/'([a-z0-9-]+)'/g, (whole, id) => {
  const question = app.core.question(id);
  return question ? `“${question.brief}”` : whole;
});

// What was said, in words.
function spoken(question, value) {
  if (value === NOT_SURE) return 'Not sure';
  if (value === NONE) return 'None of these';
  if (question.kind === 'number') return `${value} ${question.unit ?? ''}`.trim();
  return value.split(',').map((id) => question.options.find((o) => o.id === id)?.text ?? id).join('; ');
}

function givenRow(name, text, change) {
  return element('li', {}, element('span', {}, element('b', {}, name), text),
    element('button', { type: 'button', class: 'button slim', onclick: change, 'aria-label': `Change: ${name}` }, 'Change'));
}

function screenRow(app, values, screen) {
  const mine = app.core.questions.filter((q) => q.screen === screen && values[q.id] !== undefined);
  if (!mine.length) return null;
  const said = mine.filter((q) => values[q.id] !== 'no').map((q) => {
    const name = q.brief;
    if (values[q.id] === 'yes') return name;
    return q.kind === 'yes-no-unsure' ? `${name}: not sure` : `${name}: ${spoken(q, values[q.id])}`;
  });
  if (mine.filter((q) => q.kind === 'yes-no-unsure').every((q) => values[q.id] === 'no')) said.push('None of the list');
  return givenRow(SCREEN_TITLES[screen], said.join('. '), () => app.go({ view: 'screen', screen, from: 'overview' }));
}

export function overviewView(app) {
  const { values, applies, screen } = app.state(), listed = !screen; // every safety list is answered
  const rest = app.core.questions.filter((q) => !q.screen);
  const ask = (q) => app.go({ view: 'question', id: q.id, from: 'overview' });
  const given = rest.filter((q) => values[q.id] !== undefined);
  const open = rest.filter((q) => values[q.id] === undefined && applies.includes(q.id));
  title('Your answers');
  return [
    element('section', {}, heading('Your answers'), paragraph('under', 'Change any of them; the answer follows.'),
      element('div', { class: 'actions' }, listed ? button('Show the answer', () => app.go({ view: 'answer' }), 'main')
        : button('Go on', () => app.onward(), 'main'), backButton(() => app.back()))),
    element('section', {}, element('h2', {}, 'Is it safe?'), element('ul', { class: 'given' }, screens(app).map((n) => screenRow(app, values, n)))),
    given.length ? element('section', {}, element('h2', {}, 'About the ache'), element('ul', { class: 'given' },
      given.map((q) => givenRow(q.brief, spoken(q, values[q.id]), () => ask(q))))) : null,
    listed && open.length ? fold('More you could tell', paragraph('quiet', 'These were not asked. Answer one if you think that it matters.'),
      element('ul', { class: 'given' }, open.map((q) => element('li', {}, element('span', {}, q.text),
        element('button', { type: 'button', class: 'button slim', onclick: () => ask(q), 'aria-label': `Answer: ${q.text}` }, 'Answer'))))) : null,
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
  return element('section', {}, element('h2', {}, 'Anything else?'), error.place, element('label', { for: 'note' }, 'In your own words'), field,
    element('p', { id: 'note-about', class: 'quiet' }, 'This page does not read it. It stands in your saved answers and below your answer, for whoever looks at your back.'));
}

// Keeping, loading and erasing stand together: what happens to what one has told.
function keepSection(app) {
  const box = element('input', { type: 'checkbox', id: 'keep', checked: app.keeping(), onchange: () => {
    if (!app.keepAnswers(box.checked)) { box.checked = false; announce('This browser does not let this page keep anything.'); return; }
    announce(box.checked ? 'Your answers are kept on this device.' : 'Nothing is kept any more.');
  } });
  return element('section', { class: 'card keep tools' }, element('h2', {}, 'Keep or erase'),
    element('label', { class: 'tick', for: 'keep' }, box, element('span', {}, 'Keep my answers in this browser for next time')),
    paragraph('quiet', 'Without the tick a reload of this tab loses nothing, and they are gone when you close it. With it they stay in this browser: whoever uses it, and in some browsers any other page opened from a file on this device, can read them. They are sent nowhere either way.'),
    element('div', { class: 'actions' },
      button('Save answers as a file', () => saveFile('lumbar-answers.json', 'application/json', app.core.answersJson()), 'slim'),
      loadButton(app, 'slim'),
      eraseButton('Erase everything', () => { app.erase(); app.go({ view: 'start' }); announce('Everything is erased.'); }, 'slim')));
}

// Erasing asks once, in the same place.
function eraseButton(text, erase, className) {
  const ask = button(text, () => {
    place.replaceChildren(element('span', { class: 'sure' }, 'Erase all answers?'), button('Yes, erase', erase, className), no);
    no.focus();
    announce('Erase all answers?');
  }, className);
  const no = button('No, keep them', () => { place.replaceChildren(ask); ask.focus(); }, className);
  const place = element('span', { class: 'actions-inline' }, ask);
  return place;
}

function loadButton(app, className = '') {
  const input = element('input', { type: 'file', accept: '.json,application/json', class: 'unseen', tabindex: '-1', 'aria-hidden': 'true', onchange: async () => {
    const file = input.files[0];
    input.value = '';
    if (file) await app.load(file);
  } });
  return element('span', {}, button('Load saved answers', () => input.click(), className), input);
}

export function messageView(app, step) {
  title(step.title);
  return [heading(step.title), paragraph('under', step.text), element('div', { class: 'actions' }, button('Back', () => app.back(), 'main'))];
}

// The core's own HTML, with what one can do about it.
export function answerView(app) {
  if (app.state().level === EMERGENCY) return emergencyView(app, {});
  const today = new Date().toLocaleDateString('sv-SE'); // 2026-11-22, of the person's own clock
  const answer = fromCore('div', 'answer', app.core.answerHtml(today));
  const { next } = app.state();
  answer.querySelector('.status')?.after(element('div', { class: 'actions tools' },
    next ? button('Go on with the questions', () => app.onward()) : null, button('Change my answers', () => app.go({ view: 'overview' }))));
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
  title('Your answer');
  const take = takeSection(app, answer, today);
  return [...answer.children,
    take,
    keepSection(app)];
}
