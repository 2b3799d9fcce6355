// Frames of a film through the browser's decoder, in the order in which they are shown. Where a piece is damaged, decoding
// goes on from the next key picture.
import { refuse } from './refuse.mjs';

const AHEAD = 4; // samples that wait for the decoder: own choice, so that few pictures are held at a time
const PIECE = 2 << 20; // bytes read at a time
// ms: own choices; after so long without a sign a decoder has died, or was never there: it may start on a busy machine
const POLL = 50, PATIENCE = 20000, PATIENCE_FIRST = 90000;

// Reads samples of the file, a piece at a time.
function sampleReader(file) {
  let piece = null, from = 0;
  return async ({ at, size }) => {
    if (!piece || at < from || at + size > from + piece.byteLength) {
      from = at;
      piece = await file.slice(at, at + Math.max(size, PIECE)).arrayBuffer();
    }
    return new Uint8Array(piece, at - from, size);
  };
}

const configOf = (film) => ({ codec: film.codec, ...(film.description ? { description: film.description } : {}), codedWidth: film.width, codedHeight: film.height });

// Whether this browser decodes the film by itself.
export async function canDecode(film) {
  if (typeof VideoDecoder !== 'function' || typeof EncodedVideoChunk !== 'function') return false;
  try { return (await VideoDecoder.isConfigSupported(configOf(film))).supported === true; } catch { return false; }
}

// Each sample gets a stamp of its own by which its picture is known again.
function stamped(samples) {
  const byStamp = new Map();
  let highest = -Infinity;
  for (const [index, sample] of samples.entries()) {
    const stamp = byStamp.has(sample.micro) ? highest + 1 : sample.micro;
    byStamp.set(stamp, index);
    highest = Math.max(highest, stamp);
    sample.stamp = stamp;
  }
  return byStamp;
}

// One decoder until the end or its failure: gives {frame, index}; the value is the index of the first sample not done with.
async function* oneLife(film, read, first, last) {
  const queue = [];
  let wake = () => {}, failed = null, flushed = false, next = first, reached = first, sign = performance.now(), patience = PATIENCE_FIRST;
  const told = () => { sign = performance.now(); wake(); };
  const decoder = new VideoDecoder({ output: (frame) => { patience = PATIENCE; queue.push(frame); told(); }, error: (error) => { failed = error; told(); } });
  decoder.ondequeue = told;
  const feed = async () => {
    const sample = film.samples[next++], data = await read(sample);
    if (failed) return;
    try { decoder.decode(new EncodedVideoChunk({ type: sample.key ? 'key' : 'delta', timestamp: sample.stamp, data })); } catch (error) { failed = error; }
    if (next > last && !failed) decoder.flush().then(() => { flushed = true; told(); }, (error) => { failed = error; told(); });
  };
  const wait = () => new Promise((resolve) => {
    const timer = setTimeout(resolve, POLL);
    wake = () => { clearTimeout(timer); resolve(); };
  });
  try {
    decoder.configure(configOf(film));
    for (;;) {
      const frame = queue.shift(), index = frame && film.byStamp.get(frame.timestamp);
      if (index !== undefined) {
        reached = Math.max(reached, index);
        yield { frame, index };
        sign = performance.now(); // who took it may have been busy
      } else if (frame) frame.close();
      else if (failed) return reached;
      else if (flushed) return last + 1;
      else if (next <= last && decoder.decodeQueueSize < AHEAD) await feed();
      else if (performance.now() - sign > patience) failed = new Error('no sign of the decoder');
      else await wait();
    }
  } finally {
    for (const frame of queue) frame.close();
    if (decoder.state !== 'closed') decoder.close();
  }
}

// {frame, sample} for each picture from sample `first` to `last`, and {lost: count} where pieces could not be decoded.
// Who takes a frame closes it.
export async function* decodedFrames(file, film, first = 0, last = film.samples.length - 1) {
  film.byStamp ??= stamped(film.samples);
  const read = sampleReader(file);
  let at = first, seen = 0;
  while (at <= last) {
    let key = at;
    while (key <= last && !film.samples[key].key) key++;
    if (key > at) yield { lost: key - at };
    if (key > last) break;
    const life = oneLife(film, read, key, last);
    let step = await life.next(), reached = key;
    try {
      for (; !step.done; step = await life.next()) {
        seen++;
        reached = step.value.index;
        yield { frame: step.value.frame, sample: film.samples[step.value.index] };
      }
    } finally { if (!step.done) await life.return(); }
    at = step.value > last ? step.value : nextKey(film, Math.max(step.value, key + 1, reached), last);
    if (step.value <= last) yield { lost: Math.max(1, at - step.value - 1) };
  }
  if (!seen) refuse('undecodable');
}

function nextKey(film, from, last) {
  let at = from;
  while (at <= last && !film.samples[at].key) at++;
  return at;
}
