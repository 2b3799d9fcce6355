// The boxes of an MP4 or MOV file (ISO/IEC 14496-12): which samples its video has, where they lie and when each is shown.
// Nothing that the file claims is believed beyond the bytes that it has.
import { codecOf } from './codec.mjs';
import { refuse } from './refuse.mjs';

const MOST_HEADER = 64 << 20; // bytes of a moov or moof; an hour at 60 pictures a second needs 3 MB
const WINDOW = 1 << 14; // bytes
const MOST_BOXES = 100000; // films in pieces of a second have ten boxes a second, an hour of them
const MOST_SAMPLES = 400000; // an hour at 100 a second

const nameAt = (view, at) => String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

// One box's content within a view; numbers beyond its end throw a RangeError, which is told as damage.
function* boxesIn(view, from, to) {
  for (let at = from; at + 8 <= to;) {
    let size = view.getUint32(at), head = 8;
    if (size === 1 && at + 16 <= to) { size = Number(view.getBigUint64(at + 8)); head = 16; }
    if (size === 0) size = to - at;
    if (size < head || at + size > to) return;
    yield { view, type: nameAt(view, at + 4), at: at + head, end: at + size };
    at += size;
  }
}
const inside = (box, from = 0) => boxesIn(box.view, box.at + from, box.end);
const find = (box, ...path) => path.reduce((found, type) => {
  for (const inner of found ? inside(found) : []) if (inner.type === type) return inner;
  return null;
}, box);
const u32 = (box, offset) => box.view.getUint32(box.at + offset);
const isLong = (box) => box.view.getUint8(box.at) === 1; // version 1: 64-bit times
const flagsOf = (box) => u32(box, 0) & 0xffffff;
// How many entries of so many bytes a table has: as many as it says, and no more than fit into it.
const entries = (box, countAt, bytes) => Math.min(u32(box, countAt), Math.floor((box.end - box.at - countAt - 4) / bytes));

// The boxes at the top of the file, with their place in it; the content of those that `wanted` names.
async function* topBoxes(file, wanted) {
  let window = new ArrayBuffer(0), from = 0; // heads that stand close together are read together
  for (let at = 0, count = 0; at + 8 <= file.size && count < MOST_BOXES; count++) {
    const end = Math.min(at + 16, file.size);
    if (at < from || end > from + window.byteLength) { from = at; window = await file.slice(at, at + WINDOW).arrayBuffer(); }
    const view = new DataView(window, at - from, end - at);
    let size = view.getUint32(0), head = 8;
    if (size === 1 && view.byteLength === 16) { size = Number(view.getBigUint64(8)); head = 16; }
    if (size === 0) size = file.size - at;
    if (size < head) return;
    const type = nameAt(view, 4);
    if (wanted.includes(type) && size <= MOST_HEADER && at + size <= file.size) {
      const content = new DataView(await file.slice(at + head, at + size).arrayBuffer());
      yield { view: content, type, at: 0, end: content.byteLength, place: at };
    }
    at += size;
  }
}

// ---- what the header says of the film ----------------------------------------------------------------------

// The track to look at: the first that is enabled, else the first; of those that hold pictures.
function videoTrack(moov) {
  const tracks = [...inside(moov)].filter((box) => {
    const handler = box.type === 'trak' && find(box, 'mdia', 'hdlr');
    return handler && handler.end - handler.at >= 12 && nameAt(handler.view, handler.at + 8) === 'vide';
  });
  return tracks.find((track) => { const head = find(track, 'tkhd'); return head && flagsOf(head) & 1; }) ?? tracks[0] ?? null;
}

// a b c d of the display matrix: x' = a x + c y, y' = b x + d y
function turnOf(track) {
  const head = find(track, 'tkhd');
  if (!head) return [1, 0, 0, 1];
  return [0, 1, 3, 4].map((i) => head.view.getInt32(head.at + (isLong(head) ? 52 : 40) + 4 * i));
}

function edits(track) {
  const list = find(track, 'edts', 'elst');
  if (!list) return [];
  const long = isLong(list), bytes = long ? 20 : 12;
  return Array.from({ length: entries(list, 4, bytes) }, (_, i) => {
    const at = list.at + 8 + bytes * i;
    return long ? { length: Number(list.view.getBigUint64(at)), from: Number(list.view.getBigInt64(at + 8)) }
      : { length: list.view.getUint32(at), from: list.view.getInt32(at + 4) };
  });
}

const durationOf = (box) => (isLong(box) ? Number(box.view.getBigUint64(box.at + 24)) : u32(box, 16));
const scaleOf = (box) => u32(box, isLong(box) ? 20 : 12);

const CAPTURE_RATE = 'com.android.capture.fps', FULL_RATE = 'com.apple.quicktime.full-frame-rate-playback-intent';

// A number that the film tells of itself under a name, among QuickTime's keys and values; NaN where it does not.
function told(moov, name) {
  const meta = find(moov, 'meta') ?? find(moov, 'udta', 'meta');
  if (!meta || meta.end - meta.at < 12) return NaN;
  const from = nameAt(meta.view, meta.at + 4) === 'hdlr' ? 0 : 4; // a version stands before it, or none
  const boxes = [...inside(meta, from)], keys = boxes.find((box) => box.type === 'keys'), list = boxes.find((box) => box.type === 'ilst');
  const which = keys ? [...inside(keys, 8)].findIndex((key) => textOf(key.view, key.at, key.end) === name) + 1 : 0;
  const value = which && list ? [...inside(list)].find((box) => box.view.getUint32(box.at - 4) === which) : null;
  const data = value ? [...inside(value)].find((box) => box.type === 'data') : null;
  return data && data.end - data.at > 8 ? numberOf(data) : NaN;
}

const textOf = (view, from, to) => new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + from, to - from));

// By its kind: written out (1), a whole number of so many bytes (21, 22, 65 to 78), or a fraction (23, 24).
function numberOf(data) {
  const kind = u32(data, 0), at = data.at + 8, bytes = data.end - at;
  if (kind === 1) return parseFloat(textOf(data.view, at, data.end));
  if (kind === 23 && bytes === 4) return data.view.getFloat32(at);
  if (kind === 24 && bytes === 8) return data.view.getFloat64(at);
  return bytes >= 1 && bytes <= 4 && kind >= 21 ? [...Array(bytes).keys()].reduce((sum, i) => 256 * sum + data.view.getUint8(at + i), 0) : NaN;
}

// ---- samples ---------------------------------------------------------------------------------------------

// What a film's own tables list: {at, size, time, shown, length, key}, in the order in which they are decoded.
function listedSamples(table) {
  const get = (type) => find(table, type);
  const sizes = get('stsz'), chunks = get('stsc'), places = get('stco') ?? get('co64'), times = get('stts');
  if (!sizes || !chunks || !places || !times) return [];
  const one = u32(sizes, 4), count = Math.min(one ? u32(sizes, 8) : entries(sizes, 8, 4), MOST_SAMPLES);
  const samples = [];
  const wide = places.type === 'co64', placeCount = entries(places, 4, wide ? 8 : 4), runs = entries(chunks, 4, 12);
  for (let chunk = 0, run = 0, each = 0; chunk < placeCount && samples.length < count; chunk++) {
    while (run < runs && u32(chunks, 8 + 12 * run) <= chunk + 1) { each = u32(chunks, 12 + 12 * run); run++; }
    let at = wide ? Number(places.view.getBigUint64(places.at + 8 + 8 * chunk)) : u32(places, 8 + 4 * chunk);
    for (let n = 0; n < each && samples.length < count; n++) {
      const size = one || u32(sizes, 12 + 4 * samples.length);
      samples.push({ at, size, time: 0, shown: 0, length: 0, key: true });
      at += size;
    }
  }
  giveTimes(samples, times, get('ctts'));
  const keys = get('stss');
  if (keys) {
    for (const sample of samples) sample.key = false;
    for (let i = 0; i < entries(keys, 4, 4); i++) { const key = samples[u32(keys, 8 + 4 * i) - 1]; if (key) key.key = true; }
  }
  return samples;
}

// When each is decoded, and how much later it is shown.
function giveTimes(samples, times, offsets) {
  let time = 0, at = 0;
  for (let i = 0; i < entries(times, 4, 8); i++) {
    const length = u32(times, 12 + 8 * i);
    for (let n = u32(times, 8 + 8 * i); n > 0 && at < samples.length; n--, at++) {
      Object.assign(samples[at], { time, shown: time, length });
      time += length;
    }
  }
  samples.length = at; // what has no time is no picture
  at = 0;
  for (let i = 0; offsets && i < entries(offsets, 4, 8); i++) {
    const later = offsets.view.getInt32(offsets.at + 12 + 8 * i);
    for (let n = u32(offsets, 8 + 8 * i); n > 0 && at < samples.length; n--, at++) samples[at].shown += later;
  }
}

const TFHD = { base: 1, description: 2, length: 8, size: 0x10, flags: 0x20, fromHere: 0x20000 };
const TRUN = { offset: 1, first: 4, length: 0x100, size: 0x200, flags: 0x400, later: 0x800 };
const NOT_KEY = 0x10000; // of a sample's flags

// What a piece of a film adds; `state.time` goes on from piece to piece.
function pieceSamples(moof, trackId, defaults, state, samples) {
  for (const traf of inside(moof)) {
    const head = traf.type === 'traf' ? find(traf, 'tfhd') : null;
    if (!head || u32(head, 4) !== trackId) continue;
    const flags = flagsOf(head), own = { ...defaults };
    let at = 8, base = moof.place;
    if (flags & TFHD.base) { base = Number(head.view.getBigUint64(head.at + at)); at += 8; }
    if (flags & TFHD.description) at += 4;
    for (const name of ['length', 'size', 'flags']) if (flags & TFHD[name]) { own[name] = u32(head, at); at += 4; }
    const start = find(traf, 'tfdt');
    if (start) state.time = isLong(start) ? Number(start.view.getBigUint64(start.at + 4)) : u32(start, 4);
    state.place = base;
    for (const run of inside(traf)) if (run.type === 'trun') runSamples(run, base, own, state, samples);
  }
}

function runSamples(run, base, own, state, samples) {
  const flags = flagsOf(run), fields = ['length', 'size', 'flags', 'later'].filter((name) => flags & TRUN[name]);
  let at = 8, firstFlags = null;
  if (flags & TRUN.offset) { state.place = base + run.view.getInt32(run.at + at); at += 4; }
  if (flags & TRUN.first) { firstFlags = u32(run, at); at += 4; }
  const room = fields.length ? Math.floor((run.end - run.at - at) / (4 * fields.length)) : MOST_SAMPLES;
  const count = Math.min(u32(run, 4), room, MOST_SAMPLES - samples.length);
  for (let i = 0; i < count; i++) {
    const one = { ...own, later: 0 };
    if (i === 0 && firstFlags !== null) one.flags = firstFlags;
    for (const name of fields) { one[name] = name === 'later' ? run.view.getInt32(run.at + at) : u32(run, at); at += 4; }
    samples.push({ at: state.place, size: one.size, time: state.time, shown: state.time + one.later, length: one.length, key: !(one.flags & NOT_KEY) });
    state.place += one.size;
    state.time += one.length;
  }
}

function pieceDefaults(moov, trackId) {
  for (const box of find(moov, 'mvex') ? inside(find(moov, 'mvex')) : [])
    if (box.type === 'trex' && u32(box, 4) === trackId) return { length: u32(box, 12), size: u32(box, 16), flags: u32(box, 20) };
  return { length: 0, size: 0, flags: 0 };
}

// ---- what is shown -----------------------------------------------------------------------------------------

// The film as it is shown: the samples of each edit from the key picture before it; hidden is what only leads there.
function played(samples, list, scale, movieScale) {
  const parts = list.filter((edit) => edit.from >= 0);
  if (!parts.length) return samples.map((sample) => ({ ...sample, hidden: false }));
  const shown = [];
  let offset = 0;
  for (const edit of list) {
    const length = edit.length * scale / movieScale;
    if (edit.from >= 0) {
      const end = length ? edit.from + length : Infinity, alone = parts.length === 1;
      let first = samples.findIndex((sample) => sample.shown >= edit.from);
      while (!alone && first > 0 && !samples[first].key) first--;
      for (const sample of samples.slice(alone ? 0 : Math.max(first, 0))) {
        if (sample.shown >= end && sample.key && !alone) break;
        shown.push({ ...sample, shown: offset + sample.shown - edit.from, hidden: sample.shown < edit.from || sample.shown >= end });
      }
    }
    offset += length;
    if (shown.length > MOST_SAMPLES) break;
  }
  const empty = list[0].from < 0 ? list[0].length * scale / movieScale : 0;
  const least = shown.reduce((low, sample) => (sample.hidden ? low : Math.min(low, sample.shown)), Infinity) - empty;
  if (least > 0 && least < Infinity) for (const sample of shown) sample.shown -= least;
  return shown;
}

// Microseconds, rounded half away from zero.
function microOf(ticks, scale) {
  const whole = BigInt(Math.round(ticks)) * 1000000n, by = BigInt(scale), half = by / 2n;
  return Number(whole < 0n ? -((-whole + half) / by) : (whole + half) / by);
}

// A film of lasting pieces says in the header how long it is, or nowhere.
function announced(media, samples, parts, scale, movieScale) {
  const own = durationOf(media), listed = samples.reduce((sum, sample) => sum + sample.length, 0);
  const shown = parts.reduce((sum, edit) => sum + (edit.from >= 0 ? edit.length : 0), 0) * scale / movieScale;
  const known = [own, listed, shown].filter((ticks) => ticks > 0 && ticks < 2 ** 32 * 100 && ticks !== 0xffffffff);
  return known.length ? Math.min(...known) / scale : NaN;
}

async function readMoov(file) {
  let moov = null;
  const pieces = [];
  for await (const box of topBoxes(file, ['moov', 'moof'])) {
    if (box.type === 'moov') moov ??= box;
    else pieces.push(box);
  }
  return { moov, pieces };
}

// Whether a file's first bytes are those of an MP4 or MOV.
export async function isMp4(file) {
  const head = new DataView(await file.slice(0, 8).arrayBuffer());
  return head.byteLength === 8 && ['ftyp', 'moov', 'mdat', 'free', 'wide', 'skip', 'pnot'].includes(nameAt(head, 4));
}

// Everything that is needed to decode and show the film; refuses in words what cannot be.
export async function openMp4(file) {
  try {
    const { moov, pieces } = await readMoov(file);
    if (!moov) refuse('damaged');
    const track = videoTrack(moov);
    if (!track) refuse([...inside(moov)].some((box) => box.type === 'trak') ? 'no-pictures' : 'damaged');
    return describeFilm(file, moov, track, pieces);
  } catch (error) {
    if (error instanceof RangeError) refuse('damaged');
    throw error;
  }
}

function describeFilm(file, moov, track, pieces) {
  const media = find(track, 'mdia', 'mdhd'), table = find(track, 'mdia', 'minf', 'stbl'), head = find(track, 'tkhd');
  const entry = table && find(table, 'stsd') ? [...inside(find(table, 'stsd'), 8)][0] : null;
  if (!media || !entry || !head || !scaleOf(media)) refuse('damaged');
  const scale = scaleOf(media), trackId = u32(head, isLong(head) ? 20 : 12);
  const samples = listedSamples(table), listed = samples.length, defaults = pieceDefaults(moov, trackId), state = { time: 0, place: 0 };
  for (const piece of pieces) pieceSamples(piece, trackId, defaults, state, samples);
  const whole = samples.filter((sample) => sample.size > 0 && sample.at + sample.size <= file.size);
  if (!samples.length || !whole.length) refuse('damaged');
  const movie = find(moov, 'mvhd'), movieScale = (movie && scaleOf(movie)) || 1000, list = edits(track);
  const plays = played(whole, list, scale, movieScale);
  const length = samples.reduce((sum, sample) => sum + sample.length, 0);
  return {
    ...codecOf(entry, inside),
    turn: turnOf(track),
    captureRate: told(moov, CAPTURE_RATE),
    slowMotion: told(moov, FULL_RATE) === 0,
    frameRate: length > 0 ? scale * samples.length / length : NaN,
    announcedS: listed || durationOf(media) ? announced(media, listed === samples.length ? samples : [], list, scale, movieScale) : NaN,
    lost: samples.length - whole.length,
    samples: plays.map((sample) => ({ at: sample.at, size: sample.size, key: sample.key, hidden: sample.hidden,
      micro: microOf(sample.shown, scale), lengthMicro: microOf(sample.length, scale) })),
  };
}
