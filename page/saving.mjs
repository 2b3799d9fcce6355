// The answer as one page with its film in it, so that it can be looked at elsewhere and later. Only who asks for it gets it.
import { words } from './words.mjs';

const MOST = 50_000_000; // bytes of a film; measured in Chromium on two busy cores: so much opens in 9 s, three times as much not in a minute
const AT_A_TIME = 3 * 2 ** 20; // bytes turned into text together: a multiple of 3
const ROWS = ['page-player-title', 'page-player-label', 'page-player-play', 'page-player-pause', 'page-player-slow', 'page-player-skeleton', 'page-player-head', 'page-player-time',
  'page-player-found', 'page-player-curves', 'page-player-curves-how', 'page-player-pair', 'page-player-broken'];
const WITH_HOLES = { 'page-player-go': { finding: '{finding}', time: '{time}' }, 'page-player-at': { time: '{time}' } };
const REPORT = 700_000; // bytes of a report with its pictures, about

export const canSave = (file) => file.size <= MOST;
export const savedSize = (file) => Math.ceil(file.size / 3) * 4 + REPORT;

function base64(bytes) {
  if (bytes.toBase64) return bytes.toBase64();
  let letters = '';
  for (let i = 0; i < bytes.length; i += 0x8000) letters += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(letters);
}

async function packed(file) {
  const pieces = [];
  for (let at = 0; at < file.size; at += AT_A_TIME) pieces.push(base64(new Uint8Array(await file.slice(at, at + AT_A_TIME).arrayBuffer())));
  return pieces;
}

const textElement = (id, type, ...text) => [`<script type="text/plain" id="${id}" data-type="${type}">`, ...text, '</scr' + 'ipt>\n'];
const bytesOfArray = (array) => base64(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));

// `given`: the film's answer, `seen`: what is playable of it. Its policy lets the one script run, and nothing connect.
export async function savedPage(given, file, seen) {
  const script = document.getElementById('film-saved').textContent;
  const hash = base64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script))));
  const said = Object.fromEntries([...ROWS.map((row) => [row, words(row)]), ...Object.entries(WITH_HOLES).map(([row, holes]) => [row, words(row, holes)])]);
  const { bodies } = seen, numbers = ['times', 'starts', 'numbers'].map((name) => textElement(`saved-${name}`, '', bytesOfArray(bodies[name])));
  const data = JSON.stringify({ ...seen, bodies: { width: bodies.width, height: bodies.height }, said }).replaceAll('<', '\\u003c');
  const [head, foot] = given.report.replace("img-src data:;", `img-src data:; script-src 'sha256-${hash}'; media-src blob:; connect-src 'none';`).split('</main>');
  return new Blob([head, `<section class="player tools" id="player"><h2>${said['page-player-title']}</h2></section></main><p class="unseen" role="status" aria-live="polite" id="live"></p>\n`,
    ...textElement('saved-seen', 'application/json', data), ...numbers.flat(), ...textElement('saved-film', file.type, ...await packed(file)),
    '<script>', script, '</scr' + 'ipt>\n', foot], { type: 'text/html' });
}
