// The pixels of a picture as they come out of a decoder or a canvas, with their description (page/picture.h).

const PLANES = 0, PAIRS = 1, POINTS = 2; // lumbar_look_form
const FORMATS = { // of WebCodecs, 8 bits each: form and how much smaller the colours are
  I420: [PLANES, 1, 1], I420A: [PLANES, 1, 1], I422: [PLANES, 1, 0], I422A: [PLANES, 1, 0], I444: [PLANES, 0, 0], I444A: [PLANES, 0, 0], NV12: [PAIRS, 1, 1],
};
const UNSAID = 2; // of ITU-T H.273
const MATRICES = { rgb: 0, bt709: 1, bt470bg: 5, smpte170m: 6, 'bt2020-ncl': 9 };
const UPRIGHT = [1, 0, 0, 1];

// Buffers that came back, to be used again: a film has thousands of pictures.
const spare = [];
export const giveBack = (buffer) => { if (spare.length < 4) spare.push(buffer); };
const bufferOf = (size) => {
  const at = spare.findIndex((buffer) => buffer.byteLength === size);
  return at < 0 ? new ArrayBuffer(size) : spare.splice(at, 1)[0];
};

function describePixels({ form, width, height, layout, shift = [0, 0], matrix = UNSAID, full = false, turn = UPRIGHT, ratio = [1, 1] }) {
  const planes = [0, 1, 2].map((i) => layout[i] ?? { offset: 0, stride: 0 });
  return [form, width, height, ...planes.map((plane) => plane.offset), ...planes.map((plane) => plane.stride), ...shift, matrix, full ? 1 : 0, ...turn, ...ratio];
}

let canvas = null;
function canvasOf(width, height) {
  if (canvas?.canvas.width === width && canvas.canvas.height === height) return canvas;
  const made = typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(width, height) : Object.assign(document.createElement('canvas'), { width, height });
  canvas = made.getContext('2d', { willReadFrequently: true, alpha: false });
  return canvas;
}

// What can be drawn, as points of red, green and blue.
export function pointsOf(source, width, height, placed = {}) {
  const context = canvasOf(width, height);
  context.drawImage(source, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { buffer: data.buffer, about: describePixels({ form: POINTS, width, height, layout: [{ offset: 0, stride: 4 * width }], ...placed }) };
}

// A decoded frame: its planes where it shows them, else its points. What the film says of its colours goes before what the
// decoder makes of them, which guesses where nothing is said. `film`: turn, ratio, matrix and full of the film.
export async function pixelsOf(frame, film) {
  const { width, height } = frame.visibleRect, known = FORMATS[frame.format], placed = { turn: film.turn, ratio: film.ratio };
  if (!known || film.points) return pointsOf(frame, width, height, placed);
  const [form, ...shift] = known, buffer = bufferOf(frame.allocationSize());
  const layout = await frame.copyTo(buffer);
  const matrix = film.matrix ?? (film.guess ? MATRICES[frame.colorSpace.matrix] ?? UNSAID : UNSAID);
  return { buffer, about: describePixels({ form, width, height, layout, shift, matrix, full: film.full ?? (film.guess && frame.colorSpace.fullRange), ...placed }) };
}
