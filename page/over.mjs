// The body as it was found, drawn over the film or the camera's picture. What is drawn, and how, was decided in C
// (src/picture/strokes.c): here come its strokes, as numbers (src/page/film.h).
const HEAD = 7, PARTS = 8; // numbers before a stroke's spots; parts of a pixel
const LOOP = 1, DOT = 2, COVER = 3; // lumbar_look_stroke; else a line
const NEAREST = 0.2; // s: a body that was found longer ago than this is not shown; own choice, four looks

// {kind, colour, width, spots: [x, y, ...]} of each stroke.
function* strokesIn(numbers) {
  for (let at = 0; at + HEAD <= numbers.length;) {
    const [kind, red, green, blue, opacity, width, count] = numbers.subarray(at, at + HEAD), from = at + HEAD;
    at = from + 2 * count;
    yield { kind, colour: `rgb(${red} ${green} ${blue} / ${opacity / 100})`, width: width / PARTS, spots: numbers.subarray(from, at) };
  }
}

// The numbers of the body that was found nearest to a time; none where nobody was. `bodies`: {times, starts, numbers}.
export function bodyAt({ times, starts, numbers }, time) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) low = middle + 1;
    else high = middle;
  }
  const at = low > 0 && (low === times.length || time - times[low - 1] < times[low] - time) ? low - 1 : low;
  return Math.abs(times[at] - time) <= NEAREST ? numbers.subarray(starts[at], starts[at + 1]) : numbers.subarray(0, 0);
}

// Where a body lies on its canvas: {left, top, right, bottom}, without what covers its head.
export function reachOf(numbers) {
  const reach = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { kind, spots } of strokesIn(numbers)) {
    for (let i = 0; kind !== COVER && i < spots.length; i += 2) {
      const x = spots[i] / PARTS, y = spots[i + 1] / PARTS;
      Object.assign(reach, { left: Math.min(reach.left, x), top: Math.min(reach.top, y), right: Math.max(reach.right, x), bottom: Math.max(reach.bottom, y) });
    }
  }
  return reach;
}

function drawStroke(context, { kind, colour, width, spots }) {
  const path = new Path2D();
  if (kind === DOT || kind === COVER) {
    path.arc(spots[0] / PARTS, spots[1] / PARTS, width / 2, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill(path);
    return;
  }
  for (let i = 0; i < spots.length; i += 2) path.lineTo(spots[i] / PARTS, spots[i + 1] / PARTS);
  if (kind === LOOP) path.closePath();
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke(path);
}

// `show`: {skeleton, head}.
export function drawStrokes(context, numbers, show) {
  context.lineCap = context.lineJoin = 'round';
  for (const stroke of strokesIn(numbers)) if (stroke.kind === COVER ? show.head : show.skeleton) drawStroke(context, stroke);
}

// Draws a body (or, without numbers, nobody) on a canvas as wide as it was asked for, and nothing else.
export function drawOver(canvas, numbers, show) {
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, canvas.width, canvas.height);
  drawStrokes(context, numbers, show);
}
