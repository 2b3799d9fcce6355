// The languages that the page was built with: which one it speaks, and the list to choose from where there are several.
import { announce, element } from './dom.mjs';
import { keepLanguage, keptLanguage } from './keep.mjs';
import { words } from './words.mjs';

let current = null; // its code; null: that of the tables

export const spokenLanguage = () => current;

// The language that was chosen in this tab, else the first of the browser's own that there is; null: that of the tables.
function wanted(languages) {
  const known = (tag) => languages.find(({ id }) => id.toLowerCase() === tag.toLowerCase());
  const own = (navigator.languages ?? [navigator.language]).flatMap((tag) => [known(tag), known(tag.split('-')[0])]);
  return (known(keptLanguage() ?? '') ?? own.find(Boolean) ?? languages[0]).id;
}

// The core speaks it from now on, and what stands in the page beside the views does.
export function speak(core, code) {
  const { id, direction } = core.languages.find((language) => language.id === code);
  core.speak(id);
  current = id;
  Object.assign(document.documentElement, { lang: id, dir: direction });
  for (const place of document.querySelectorAll('[data-words]')) place.textContent = words(place.dataset.words);
}

// At the start, before anything is shown.
export function speakFirst(core) {
  if (core.languages.length > 1) speak(core, wanted(core.languages));
}

// The list, where there is a choice; `changed` shows again what stands there.
export function languageChoice(core, changed) {
  if (core.languages.length < 2) return null;
  const choice = element('select', { class: 'language', 'aria-label': words('page-language'), onchange: () => {
    keepLanguage(choice.value);
    speak(core, choice.value);
    choice.setAttribute('aria-label', words('page-language'));
    changed();
    announce(words('page-language-now'));
  } }, core.languages.map(({ id, name, direction }) => element('option', { value: id, lang: id, dir: direction, selected: id === current }, name)));
  return choice;
}
