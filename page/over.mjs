// The body as it was found, drawn over the film as src/picture/body.c draws it into pictures: the near side thick, the
// outline, the lower back where its curve was measured, the head covered.
const LEFT_BONES = [[11, 13], [13, 15], [11, 23], [23, 25], [25, 27], [27, 29], [29, 31]];
const JOINTS = [11, 13, 15, 23, 25, 27], HEAD = 11; // points of the head are those before
const BLUE = 'rgb(0 114 178)', ORANGE = 'rgb(230 120 0)', WHITE = 'rgb(255 255 255 / .85)', PALE = 'rgb(255 255 255 / .6)', GREY = 'rgb(120 130 140 / .75)';
const NEAREST = 0.2; // s: a body that was found longer ago than this is not shown; own choice, four looks

// A lumbar.pose/1 text: {width, height, times, bodies: [null or {points, outline}]}.
export function readBodies(text) {
  const [head, ...lines] = text.trimEnd().split('\n');
  const { width, height } = JSON.parse(head), frames = lines.map((line) => JSON.parse(line));
  const body = ({ person, points, outline }) => (person ? { points: Float32Array.from(points, (x) => x ?? NaN), outline: Float32Array.from(outline ?? [], (x) => x ?? NaN) } : null);
  return { width, height, times: Float64Array.from(frames, (frame) => frame.time_s), bodies: frames.map(body) };
}

// The body that was found nearest to a time; null where nobody was.
export function bodyAt({ times, bodies }, time) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) low = middle + 1;
    else high = middle;
  }
  const at = low > 0 && (low === times.length || time - times[low - 1] < times[low] - time) ? low - 1 : low;
  return Math.abs(times[at] - time) <= NEAREST ? bodies[at] : null;
}

// A body's points and its side that faces the camera, in pixels of a canvas.
function placed({ points, outline }, scale) {
  const at = (i) => [points[3 * i] * scale, points[3 * i + 1] * scale];
  const confidence = (right) => LEFT_BONES.reduce((sum, [, left]) => sum + (points[3 * (left + right) + 2] || 0), 0);
  const edge = [];
  for (let i = 0; i + 2 < outline.length; i += 3) edge.push([outline[i] * scale, outline[i + 1] * scale]);
  return { at, edge, near: confidence(1) > confidence(0) ? 1 : 0 };
}

function stroke(context, path, width, colour) {
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke(path);
}

function drawSide(context, { at }, right, near, thick) {
  const path = new Path2D();
  for (const [a, b] of LEFT_BONES) {
    path.moveTo(...at(a + right));
    path.lineTo(...at(b + right));
  }
  stroke(context, path, near ? thick * 1.8 : thick, near ? WHITE : PALE);
  stroke(context, path, near ? thick : thick * 0.6, near ? BLUE : GREY);
  if (!near) return;
  for (const joint of JOINTS) for (const [size, colour] of [[1.25, WHITE], [0.85, BLUE]]) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(...at(joint + right), thick * size, 0, 2 * Math.PI);
    context.fill();
  }
}

// The stretch of the outline between hip and shoulder on the side away from the face.
function drawBack(context, { at, edge, near }, thick) {
  const [hip, shoulder, nose, ear] = [23 + near, 11 + near, 0, 7 + near].map(at);
  const dx = shoulder[0] - hip[0], dy = shoulder[1] - hip[1], chord = Math.hypot(dx, dy);
  const front = (nose[0] - ear[0]) * -dy + (nose[1] - ear[1]) * dx;
  if (!(chord > 1) || !front) return;
  const path = new Path2D(), dorsal = front > 0 ? -1 : 1;
  edge.forEach((a, i) => {
    const b = edge[(i + 1) % edge.length], mx = (a[0] + b[0]) / 2 - hip[0], my = (a[1] + b[1]) / 2 - hip[1];
    const along = (mx * dx + my * dy) / chord ** 2, across = dorsal * (mx * -dy + my * dx) / chord ** 2;
    if (along < -0.05 || along > 0.7 || across < 0 || across > 0.6) return;
    path.moveTo(...a);
    path.lineTo(...b);
  });
  stroke(context, path, thick * 2.2, WHITE);
  stroke(context, path, thick * 1.3, ORANGE);
}

function coverHead(context, { at }) {
  const head = Array.from({ length: HEAD }, (_, i) => at(i)), x = head.reduce((sum, p) => sum + p[0], 0) / HEAD, y = head.reduce((sum, p) => sum + p[1], 0) / HEAD;
  const trunk = Math.max(...[0, 1].map((right) => Math.hypot(at(11 + right)[0] - at(23 + right)[0], at(11 + right)[1] - at(23 + right)[1])));
  const reach = Math.max(...head.map((p) => Math.hypot(p[0] - x, p[1] - y)));
  context.fillStyle = 'rgb(120 130 140)';
  context.beginPath();
  context.arc(x, y, Math.max(1.6 * reach, 0.3 * trunk), 0, 2 * Math.PI);
  context.fill();
}

// Draws `body` (or nobody) on a canvas that lies over the film. `show`: {skeleton, head, back}.
export function drawOver(canvas, { width, height }, body, show) {
  const context = canvas.getContext('2d'), scale = canvas.width / width;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (!body) return;
  const here = placed(body, scale), thick = Math.max(2, Math.max(width, height) * scale / 200), path = new Path2D();
  context.lineCap = context.lineJoin = 'round';
  if (show.head) coverHead(context, here);
  if (!show.skeleton) return;
  here.edge.forEach((point, i) => (i ? path.lineTo(...point) : path.moveTo(...point)));
  path.closePath();
  stroke(context, path, thick * 0.6, PALE);
  drawSide(context, here, 1 - here.near, false, thick);
  drawSide(context, here, here.near, true, thick);
  if (show.back) drawBack(context, here, thick);
}
