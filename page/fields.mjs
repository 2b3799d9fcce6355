// One question as something to answer: buttons, a tick-list, a field. Each knows what was answered before.
import { announce, button, element, paragraph } from './dom.mjs';

export const NOT_SURE = 'not-sure', NONE = 'none';

// The help of a question, folded away: a button and what it shows. `withText`: the full question too.
export function helpOf(question, withText, short) {
  const lines = [withText && question.brief !== question.text ? question.text : null, question.help].filter(Boolean);
  if (!lines.length) return null;
  const text = element('div', { class: 'help-text', id: `help.${question.id}`, hidden: true }, lines.map((line) => element('p', {}, line)));
  const toggle = element('button', { type: 'button', class: short ? 'help-mark' : 'help-words', 'aria-expanded': 'false', 'aria-controls': text.id,
    'aria-label': short ? `What does this mean: ${question.brief}` : null, onclick: () => {
      text.hidden = !text.hidden;
      toggle.setAttribute('aria-expanded', String(!text.hidden));
    } }, short ? '?' : 'What does this mean?');
  return [toggle, text];
}

function tick(id, text, checked, onchange, className = '') {
  const input = element('input', { type: 'checkbox', id, checked, onchange });
  return { row: element('label', { class: `tick ${className}`.trim(), for: id }, input, element('span', {}, text)), input };
}

// One tap answers: choice and yes-no. `choose` gets the value.
export function choiceField(question, value, choose) {
  const list = question.options.map((option) => element('li', {}, element('button', {
    type: 'button', class: option.id === NOT_SURE ? 'option unsure' : 'option',
    'aria-pressed': value === undefined ? null : String(value === option.id), onclick: () => choose(option.id),
  }, option.text)));
  return element('ul', { class: 'options' }, list);
}

// Several may be true. value(): what was ticked, null where nothing was.
export function severalField(question, before, legend) {
  const given = before === undefined ? [] : before.split(',');
  const ticks = new Map();
  const changed = (id) => {
    const alone = (other) => other === NONE || other === NOT_SURE;
    if (!ticks.get(id).checked) return;
    for (const [other, input] of ticks) if (other !== id && (alone(id) || alone(other))) input.checked = false;
  };
  const rows = question.options.map((option) => {
    const apart = option.id === NONE || option.id === NOT_SURE;
    const made = tick(`${question.id}.${option.id}`, option.text, given.includes(option.id), () => changed(option.id), apart ? 'apart' : '');
    ticks.set(option.id, made.input);
    return element('li', {}, made.row);
  });
  const list = element('ul', { class: question.options.length > 9 ? 'options pair' : 'options' }, rows);
  return {
    box: element('fieldset', {}, element('legend', { class: legend ? '' : 'unseen' }, legend ?? question.text), list),
    first: [...ticks.values()][0],
    value: () => [...ticks].filter(([, input]) => input.checked).map(([id]) => id).join(',') || null,
    missing: 'Please tick what fits, or “None of these”, or “Not sure”.',
  };
}

export function numberField(question, before, label) {
  const name = `field.${question.id}`;
  const input = element('input', {
    type: 'number', id: name, inputmode: 'decimal', step: 'any', min: question.minimum, max: question.maximum,
    value: before === NOT_SURE ? null : before, autocomplete: 'off', 'aria-describedby': `${name}.range`,
    oninput: () => { if (input.value) unsure.input.checked = false; },
  });
  const unsure = tick(`${name}.unsure`, 'Not sure, or I would rather not say', before === NOT_SURE, () => {
    if (unsure.input.checked) input.value = '';
  }, 'apart');
  const range = `${question.unit ?? ''} (${question.minimum} to ${question.maximum})`.trim();
  const value = () => (unsure.input.checked ? NOT_SURE : input.value.trim() || null);
  return {
    box: element('fieldset', {}, element('legend', { class: label ? '' : 'unseen' }, label ?? question.text),
      element('div', { class: 'field' },
        element('label', { class: 'unseen', for: name }, label ?? question.text), input,
        element('span', { id: `${name}.range`, class: 'quiet' }, range), unsure.row)),
    first: input,
    value,
    check: () => { // the reason why the number cannot stand, or null
      const number = Number(value());
      if (value() === null || value() === NOT_SURE) return null;
      return number >= question.minimum && number <= question.maximum ? null
        : `Please type a number from ${question.minimum} to ${question.maximum}.`;
    },
    missing: `Please type a number, or tick “Not sure”: ${label ?? question.text}`,
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
    missing: `Please choose one: ${question.text}`,
  };
}

// The tick-list of a safety screen: each question yes, no or not sure; "not sure" rows appear when asked for.
export function safetyTicks(questions, values) {
  const rows = new Map(); // id -> {box, yes, unsure}
  for (const question of questions) {
    const unsure = tick(`${question.id}.unsure`, 'Not sure about this one', values[question.id] === NOT_SURE, () => {
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
  const none = tick('ticks.none', 'None of these', answered && questions.every((q) => values[q.id] === 'no'), () => {
    if (!none.input.checked) return;
    some.input.checked = false;
    for (const row of rows.values()) row.yes.checked = row.unsure.checked = false;
    showUnsure();
  }, 'apart');
  const some = tick('ticks.some', 'I am not sure about some of these', questions.some((q) => values[q.id] === NOT_SURE), () => {
    if (some.input.checked) {
      none.input.checked = false;
      announce('Under each line there is now a box for “not sure”.');
    } else for (const row of rows.values()) row.unsure.checked = false;
    showUnsure();
  }, 'apart');
  showUnsure();
  return {
    box: element('fieldset', {}, element('legend', {}, 'Tick everything that is true for you.'),
      element('ul', { class: 'options' }, [...rows.values()].map((row) => row.box), element('li', {}, none.row), element('li', {}, some.row))),
    first: [...rows.values()][0]?.yes ?? none.input,
    show: (applies) => { for (const [id, row] of rows) row.box.hidden = !applies.has(id); },
    // [[question, value]], or null where nothing at all was said
    values: () => {
      const ticked = shown().filter(([, row]) => row.yes.checked || row.unsure.checked);
      if (!ticked.length && !none.input.checked) return null;
      return shown().map(([id, row]) => [id, row.yes.checked ? 'yes' : row.unsure.checked ? NOT_SURE : 'no']);
    },
    missing: () => (some.input.checked ? 'Please tick “Not sure about this one” under each line that you are not sure about.'
      : 'Please tick what is true for you, or “None of these”.'),
  };
}

// Where a message about what is missing appears, spoken at once.
export function errorPlace() {
  const place = element('div', { role: 'alert' });
  return {
    place,
    say(text, input) {
      place.replaceChildren(text ? paragraph('error', text) : '');
      if (text) input?.focus();
    },
  };
}

export const backButton = (go) => button('Back', go, 'plain');
