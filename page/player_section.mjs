// The player in the answer, and saving the answer with its film.
import { button, element, paragraph, saveFile } from './dom.mjs';
import { fillPlayer, playable, WIDE } from './player.mjs';
import { canSave, savedPage, savedSize } from './saving.mjs';
import { words } from './words.mjs';

const megabytes = (bytes) => Math.max(1, Math.round(bytes / 1e6));

// `film`: {handle}, `given`: the film's answer. Null where there is no film to show: the camera's, of which none was made.
export function playerSection(film, given) {
  const { file } = film.handle;
  if (!file) return null;
  const place = element('section', { class: 'player tools' }, element('h2', {}, words('page-player-title')));
  const seen = async () => playable(given, await film.handle.strokes(WIDE));
  const open = button(words('page-player-open'), async () => {
    open.disabled = true;
    fillPlayer(place, URL.createObjectURL(file), await seen());
    open.remove();
  });
  const size = { size: megabytes(savedSize(file)) };
  const save = canSave(file) ? button(words('page-player-save', size), async () => {
    save.disabled = true;
    saveFile('lumbar-answer-with-film.html', 'text/html', await savedPage(given, file, await seen()));
    save.disabled = false;
  }) : null;
  const about = paragraph('quiet', save ? words('page-player-save-about') : words('page-player-save-large', size));
  place.append(element('div', { class: 'actions' }, open, save), about);
  if (film.live) place.append(element('div', { class: 'actions' }, button(words('page-live-save-film'), () => saveFile(file.name, file.type, file), 'slim')));
  return place;
}
