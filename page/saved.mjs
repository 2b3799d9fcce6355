// The script of a page that was saved with its film: it unpacks the film and what was seen in it, and shows the player.
import { fillPlayer } from './player.mjs';
import { speakBy } from './words.mjs';

const savedText = (id) => document.getElementById(id).textContent;

function savedBytes(id) {
  const text = savedText(id);
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

function openSaved() {
  const { said, ...seen } = JSON.parse(savedText('saved-seen')), place = document.getElementById('player');
  speakBy({ words: (row, holes = {}) => said[row].replace(/\{(\w+)\}/g, (whole, name) => holes[name] ?? whole) });
  Object.assign(seen.bodies, { times: new Float64Array(savedBytes('saved-times').buffer), starts: new Uint32Array(savedBytes('saved-starts').buffer), numbers: new Int16Array(savedBytes('saved-numbers').buffer) });
  const film = document.getElementById('saved-film'), address = URL.createObjectURL(new Blob([savedBytes('saved-film')], { type: film.dataset.type }));
  film.remove();
  fillPlayer(place, address, seen);
}

openSaved();
