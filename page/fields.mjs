// One question as something to answer: buttons, a tick-list, a field. Each knows what was answered before.
import { announce, button, element, fromCore } from './dom.mjs';
import { suggestField } from './suggest.mjs';
import { words } from './words.mjs';

export const NOT_SURE = 'not-sure', NONE = 'none';

// The help of a question, folded away: a button and what it shows. `withText`: the full question too.
export function helpOf(question, withText, short) {
  const lines = [withText && question.brief !== question.text ? question.text : null, question.help].filter(Boolean);
  if (!lines.length) return null;
  const text = element('div', { class: 'help-text', id: `help.${question.id}`, hidden: true }, lines.map((line) => element('p', {}, line)));
  const toggle = element('button', { type: 'button', class: short ? 'help-mark' : 'help-words', 'aria-expanded': 'false', 'aria-controls': text.id,
    'aria-label': short ? words('page-help-of', { question: question.brief }) : null, onclick: () => {
      text.hidden = !text.hidden;
      toggle.setAttribute('aria-expanded', String(!text.hidden));
    } }, short ? '?' : words('page-help'));
  return [toggle, text];
}

function tick(id, text, checked, onchange, className = '') {
  const input = element('input', { type: 'checkbox', id, checked, onchange });
  const words = element('span', {}, text);
  return { row: element('label', { class: `tick ${className}`.trim(), for: id }, input, words), input, words };
}

// One tap answers: choice and yes-no. `choose` gets the value. The arrow says that the tap goes on.
export function choiceField(question, value, choose) {
  const list = question.options.map((option) => element('li', {}, element('button', {
    type: 'button', class: option.id === NOT_SURE ? 'option unsure' : 'option',
    'aria-pressed': value === undefined ? null : String(value === option.id), onclick: () => choose(option.id),
  }, option.text)));
  return element('ul', { class: 'options' }, list);
}

// Strength from 0 to 10: eleven buttons in a row. One tap answers.
export const isScale = (question) => question.kind === 'number' && question.minimum === 0 && question.maximum === 10;
export function scaleField(question, value, choose) {
  const steps = Array.from({ length: 11 }, (_, n) => element('li', {}, element('button', {
    type: 'button', class: 'step', 'aria-pressed': value === undefined ? null : String(value === String(n)), onclick: () => choose(String(n)),
  }, String(n))));
  return element('div', {}, element('ul', { class: 'scale', 'aria-label': words('page-scale') }, steps),
    element('ul', { class: 'options' }, element('li', {}, element('button', { type: 'button', class: 'option unsure',
      'aria-pressed': value === undefined ? null : String(value === NOT_SURE), onclick: () => choose(NOT_SURE) }, words('not-sure')))));
}

// What stands behind `more`: a button, then the other options.
function moreRows(question, hidden, rowOf, open) {
  const list = element('ul', { class: 'options' }, hidden.map(rowOf));
  const box = element('div', { class: 'more-box', id: `${question.id}.more`, hidden: !open }, list);
  const toggle = element('button', { type: 'button', class: 'more', 'aria-expanded': String(open), 'aria-controls': box.id, onclick: () => {
    box.hidden = !box.hidden;
    toggle.setAttribute('aria-expanded', String(!box.hidden));
  } }, question.more);
  return element('li', {}, toggle, box);
}

// The same where the others are found by typing: those that were chosen, and a field to type a name into.
function typedRows(question, options, ticks, rowOf) {
  const rows = options.map(rowOf);
  const { box, input } = suggestField(`${question.id}.typed`, question.more, [...ticks.keys()].map((id) => question.options.find((option) => option.id === id)), question.typed, (id) => {
    ticks.get(id).checked = true;
    ticks.get(id).dispatchEvent(new Event('change'));
  });
  const chosen = element('ul', { class: 'options chosen', onchange: () => { if (!chosen.contains(document.activeElement) || !document.activeElement.checked) input.focus(); } }, rows);
  return element('li', {}, chosen, box);
}

// Several may be true. value(): what was ticked, null where nothing was.
// `figure`: gives the drawing of an option that has one.
export function severalField(question, before, legend, figure) {
  const given = before === undefined ? [] : before.split(',');
  const ticks = new Map();
  const changed = (id) => {
    const alone = (other) => other === NONE || other === NOT_SURE;
    if (!ticks.get(id).checked) return;
    for (const [other, input] of ticks) if (other !== id && (alone(id) || alone(other))) input.checked = false;
  };
  const isApart = (option) => option.id === NONE || option.id === NOT_SURE;
  const rowOf = (option) => {
    const made = tick(`${question.id}.${option.id}`, option.text, given.includes(option.id), () => changed(option.id), isApart(option) ? 'apart' : '');
    ticks.set(option.id, made.input);
    if (option.figure && figure) { // named by its text alone; the drawing has its own words
      made.words.id = `${made.input.id}.text`;
      made.input.setAttribute('aria-labelledby', made.words.id);
      made.row.classList.add('drawn');
      made.row.append(fromCore('span', 'drawing', figure(option.figure)));
    }
    return element('li', {}, made.row);
  };
  const own = question.options.filter((option) => !isApart(option)), first = own.slice(0, question.first ?? own.length), rest = own.slice(first.length);
  const list = element('ul', { class: 'options' }, first.map(rowOf),
    !rest.length ? null : question.typed ? typedRows(question, rest, ticks, rowOf) : moreRows(question, rest, rowOf, rest.some((option) => given.includes(option.id))),
    question.options.filter(isApart).map(rowOf));
  return {
    box: element('fieldset', {}, element('legend', { class: legend ? '' : 'unseen' }, legend ?? question.text), list),
    first: [...ticks.values()][0],
    value: () => [...ticks].filter(([, input]) => input.checked).map(([id]) => id).join(',') || null,
    missing: words('page-several-missing', { question: question.brief }),
  };
}

export function numberField(question, before, label, onchange = () => {}) {
  const name = `field.${question.id}`;
  const input = element('input', {
    type: 'number', id: name, inputmode: 'decimal', step: 'any', min: question.minimum, max: question.maximum,
    value: before === NOT_SURE ? null : before, autocomplete: 'off', 'aria-describedby': `${name}.range`,
    oninput: () => { if (input.value) unsure.input.checked = false; onchange(); },
  });
  const unsure = tick(`${name}.unsure`, words('page-number-unsure'), before === NOT_SURE, () => {
    if (unsure.input.checked) input.value = '';
    onchange();
  }, 'apart');
  const { unit, minimum: least, maximum: most } = question;
  const range = unit ? words('page-number-range-unit', { unit, least, most }) : words('page-number-range', { least, most });
  const value = () => (unsure.input.checked ? NOT_SURE : input.value.trim() || null);
  return {
    box: element('fieldset', {}, element('legend', { class: label ? '' : 'unseen' }, label ?? question.text), label ? helpOf(question, false) : null,
      element('div', { class: 'field' },
        element('label', { class: 'unseen', for: name }, label ?? question.text), input,
        element('span', { id: `${name}.range`, class: 'quiet' }, range), unsure.row)),
    first: input,
    value,
    check: () => { // the reason why the number cannot stand, or null
      const number = Number(value());
      if (value() === null || value() === NOT_SURE) return null;
      return number >= question.minimum && number <= question.maximum ? null
        : words('page-number-wrong', { least, most, question: question.brief });
    },
    missing: words('page-number-missing', { question: question.brief }),
  };
}

// A choice among other fields on one screen: radio buttons.
export function radioField(question, before, onchange) {
  const inputs = question.options.map((option) => element('input', {
    type: 'radio', name: question.id, id: `${question.id}.${option.id}`, value: option.id, checked: before === option.id, onchange,
  }));
  const rows = question.options.map((option, i) => element('li', {},
    element('label', { class: 'tick', for: inputs[i].id }, inputs[i], element('span', {}, option.text))));
  return {
    box: element('fieldset', {}, element('legend', {}, question.text), helpOf(question, false), element('ul', { class: 'options pair' }, rows)),
    first: inputs[0],
    value: () => inputs.find((input) => input.checked)?.value ?? null,
    missing: words('page-choice-missing', { question: question.brief }),
  };
}

// The tick-list of a safety screen: each question yes, no or not sure; "not sure" rows appear when asked for.
export function safetyTicks(questions, values) {
  const rows = new Map(); // id -> {box, yes, unsure}
  for (const question of questions) {
    const unsure = tick(`${question.id}.unsure`, words('page-tick-unsure'), values[question.id] === NOT_SURE, () => {
      if (unsure.input.checked) { yes.input.checked = false; none.input.checked = false; }
    }, 'unsure');
    const yes = tick(`${question.id}.yes`, question.brief, values[question.id] === 'yes', () => {
      if (yes.input.checked) { unsure.input.checked = false; none.input.checked = false; }
    });
    rows.set(question.id, { box: element('li', { class: 'tick-row' }, yes.row, helpOf(question, true, true), unsure.row), yes: yes.input, unsure: unsure.input, unsureRow: unsure.row });
  }
  const shown = () => [...rows].filter(([, row]) => !row.box.hidden);
  const showUnsure = () => { for (const row of rows.values()) row.unsureRow.hidden = !some.input.checked; };
  const answered = questions.length > 0 && questions.every((q) => values[q.id] !== undefined);
  const none = tick('ticks.none', words('none-of-these'), answered && questions.every((q) => values[q.id] === 'no'), () => {
    if (!none.input.checked) return;
    some.input.checked = false;
    for (const row of rows.values()) row.yes.checked = row.unsure.checked = false;
    showUnsure();
  }, 'apart');
  const some = tick('ticks.some', words('page-tick-some'), questions.some((q) => values[q.id] === NOT_SURE), () => {
    if (some.input.checked) {
      none.input.checked = false;
      announce(words('page-tick-opened'));
    } else for (const row of rows.values()) row.unsure.checked = false;
    showUnsure();
    if (some.input.checked) shown()[0]?.[1].box.scrollIntoView({ block: 'start' }); // what opened stands above
  }, 'apart');
  showUnsure();
  return {
    box: element('fieldset', {}, element('legend', {}, words('page-tick-all')),
      element('ul', { class: 'options' }, [...rows.values()].map((row) => row.box), element('li', {}, none.row), element('li', {}, some.row))),
    first: [...rows.values()][0]?.yes ?? none.input,
    show: (applies) => { for (const [id, row] of rows) row.box.hidden = !applies.has(id); },
    // [[question, value]], or null where nothing at all was said
    values: () => {
      const ticked = shown().filter(([, row]) => row.yes.checked || row.unsure.checked);
      if (!ticked.length && !none.input.checked) return null;
      return shown().map(([id, row]) => [id, row.yes.checked ? 'yes' : row.unsure.checked ? NOT_SURE : 'no']);
    },
    missing: () => (some.input.checked ? words('page-tick-unsure-missing')
      : words('page-tick-missing')),
  };
}

// Where a message about what is missing appears: at the top, with the focus, and a link to the field that it names.
export function errorPlace() {
  const place = element('div', { role: 'alert' });
  const plainTitle = document.title;
  return {
    place,
    say(text, input) {
      for (const wrong of document.querySelectorAll('[aria-invalid]')) wrong.removeAttribute('aria-invalid');
      document.title = text ? words('page-error-title', { title: plainTitle }) : plainTitle;
      if (!text) { place.replaceChildren(); return; }
      const to = input?.id ? element('a', { href: `#${input.id}`, onclick: (event) => { event.preventDefault(); input.focus(); input.scrollIntoView({ block: 'center' }); } }, text) : text;
      const box = element('div', { class: 'error', tabindex: '-1' }, element('h2', {}, words('page-problem')), element('p', {}, to));
      input?.setAttribute('aria-invalid', 'true');
      place.replaceChildren(box);
      box.focus();
      box.scrollIntoView({ block: 'start' });
    },
  };
}

// One bar over the whole interview: what is done, and about how much is left.
const LISTS_AND_USUAL = 10; // five lists and five questions are what the person in the middle is asked (lumbar validate interview)
const LISTS_AND_MOST = 17; // five lists and the dozen questions of the limit interview-questions
export function progressBar(done, what) {
  const all = Math.max(LISTS_AND_USUAL, Math.min(done + 2, LISTS_AND_MOST), done + 1);
  const text = what ?? words('page-step', { step: done + 1, all, most: Math.max(all, LISTS_AND_MOST) });
  return element('div', { class: 'progress' }, element('label', { for: 'progress' }, text), element('progress', { id: 'progress', max: all, value: done }));
}

export const backButton = (go) => button(words('page-back'), go, 'plain');
