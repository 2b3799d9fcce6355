// Building elements, speaking to screen readers, offering files to save.
import { words } from './words.mjs';

// element('p', {class: 'quiet', onclick: f}, 'text', child, ...). Text is always text, never markup.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const paragraph = (className, ...children) => element('p', { class: className }, ...children);
export const heading = (text) => element('h1', { tabindex: '-1' }, text);

export function button(text, onclick, className = '') {
  return element('button', { type: 'button', class: `button ${className}`.trim(), onclick }, text);
}

// Markup that the core has written: escaped there, and the page's policy admits no script in it.
export function fromCore(tag, className, html) {
  const made = element(tag, { class: className });
  made.innerHTML = html;
  return made;
}

// Tells who cannot see it that something has happened.
export function announce(text) {
  const live = document.getElementById('live');
  live.textContent = '';
  setTimeout(() => { live.textContent = text; }, 50);
}

// Offers text or a blob as a file: the browser asks or puts it among the downloads.
export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(words('page-saved', { name }));
}

// Erasing asks once, in the same place: {sure, yes, no}.
export function eraseButton(text, say, erase, className) {
  const ask = button(text, () => {
    place.replaceChildren(element('span', { class: 'sure' }, say.sure), button(say.yes, erase, className), no);
    no.focus();
    announce(say.sure);
  }, className);
  const no = button(say.no, () => { place.replaceChildren(ask); ask.focus(); }, className);
  const place = element('span', { class: 'actions-inline' }, ask);
  return place;
}

// The small drawings beside lines of text.
export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
