// Choosing from a long list by typing: a field, and under it what fits, for fingers, arrow keys and screen readers (an ARIA combobox).
import { announce, element } from './dom.mjs';
import { words } from './words.mjs';

const MOST_SHOWN = 9;

// Letters and digits alone, small: how a name is compared with what was typed.
const plain = (text) => text.toLowerCase().replace(/[^a-z0-9\u0080-\uffff]+/g, '');

const LEAST = 4; // letters of a word that is looked for by itself: own choice, "the" and "one" name nothing

// All by which an option may be called.
const namesOf = (option, typed) => [option.text, ...typed.filter((name) => name.id === option.id).map((name) => name.text)];

// Options in whose names words of what was typed stand, those with most of them first.
function described(options, typed, text) {
  const wanted = text.toLowerCase().split(/[^a-z0-9\u0080-\uffff]+/).filter((word) => word.length >= LEAST);
  const heard = (name) => wanted.filter((word) => plain(name).includes(plain(word))).length;
  return options.map((option) => {
    const name = namesOf(option, typed).reduce((best, each) => (heard(each) > heard(best) ? each : best));
    return { option, name, count: heard(name) };
  }).filter(({ count }) => count).sort((a, b) => b.count - a.count);
}

// Options whose text or another name (`typed`: [{id, text}]) holds what was typed; those that begin so come first.
function fitting(options, typed, wanted) {
  const found = options.map((option) => {
    const names = namesOf(option, typed), name = names.find((each) => plain(each).startsWith(wanted)) ?? names.find((each) => plain(each).includes(wanted));
    return { option, name, begins: name !== undefined && plain(name).startsWith(wanted) };
  }).filter(({ name }) => name !== undefined);
  return [...found.filter(({ begins }) => begins), ...found.filter(({ begins }) => !begins)];
}

// `choose` gets the id of the option that is meant. Returns what stands on the page; input is the field in it.
export function suggestField(id, label, options, typed, choose) {
  const list = element('ul', { id: `${id}.list`, class: 'suggestions', role: 'listbox', 'aria-label': label, hidden: true });
  const input = element('input', { type: 'text', id, role: 'combobox', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, oninput: () => suggest(true), onkeydown: (event) => onKey(event), onblur: () => close() });
  let at = -1; // the suggestion that the arrow keys stand on
  const rows = () => [...list.children].filter((row) => row.getAttribute('role') === 'option');
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const take = (option) => {
    input.value = '';
    close();
    choose(option.id);
    announce(words('page-chosen', { name: option.text }));
  };
  const stand = (to) => {
    const all = rows();
    at = (to + all.length) % all.length;
    all.forEach((row, i) => row.setAttribute('aria-selected', String(i === at)));
    input.setAttribute('aria-activedescendant', all[at].id);
    all[at].scrollIntoView({ block: 'nearest' });
  };
  function suggest(aloud) {
    const wanted = plain(input.value), whole = wanted ? fitting(options, typed, wanted) : [];
    const found = whole.length ? whole : described(options, typed, input.value), shown = found.slice(0, MOST_SHOWN);
    close();
    list.replaceChildren(...shown.map(({ option, name }) => element('li', { id: `${id}.${option.id}`, role: 'option', 'aria-selected': 'false',
      onmousedown: (event) => event.preventDefault(), onclick: () => take(option) }, option.text, name === option.text ? null : element('span', { class: 'quiet' }, ` (${name})`))));
    list.hidden = shown.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    said.textContent = wanted && !shown.length ? words('page-fit-none') : '';
    if (aloud && wanted) announce(shown.length ? words('page-fit', { count: shown.length }) : words('page-fit-none'));
  }
  function onKey(event) {
    const all = rows(), open = !list.hidden && all.length > 0;
    if (event.key === 'Escape' && open) close();
    else if (event.key === 'ArrowDown' && open) stand(at + 1);
    else if (event.key === 'ArrowUp' && open) stand(at < 0 ? all.length - 1 : at - 1);
    else if (event.key === 'Enter' && open && (at >= 0 || all.length === 1)) all[Math.max(at, 0)].click();
    else return;
    event.preventDefault();
  }
  const said = element('p', { class: 'quiet' });
  return { input, box: element('div', { class: 'suggest' }, element('label', { for: id }, label), input, list, said) };
}
