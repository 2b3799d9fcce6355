// What a page carries as text: the module, and in the page that looks at films the networks.

// Whether this page carries them: the small page does not.
export const canLook = () => document.getElementById('landmarks') !== null;
// Whether this browser can unpack any of it.
export function canUnpack() {
  try { return Boolean(new DecompressionStream('deflate-raw')); } catch { return false; }
}

function bytesOf(id) {
  const text = document.getElementById(id).textContent;
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

async function inflated(id) {
  const stream = new Blob([bytesOf(id)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The networks' numbers have two bytes each; all first bytes stand together, then all second ones: so they pack smaller.
function joined(planes) {
  const half = planes.length / 2, bytes = new Uint8Array(planes.length);
  for (let i = 0; i < half; i++) { bytes[2 * i] = planes[i]; bytes[2 * i + 1] = planes[half + i]; }
  return bytes;
}

export const coreBytes = () => inflated('core');
// The module that runs the networks and multiplies and adds in one step; null where the browser cannot (relaxed SIMD is
// not known to Safari): then the core serves, which takes two. Either gives the same bytes.
export async function fusedModule() {
  const fused = await inflated('film-fused');
  return WebAssembly.validate(fused) ? WebAssembly.compile(fused) : null;
}
const network = async (id) => joined(await inflated(id));

// What workers start with, unpacked once and kept: {weights, fused}. The view in which a film is chosen asks for it, so
// that it is there when the choice is made.
let tools = null;
export function workersTools() {
  tools ??= Promise.all([network('detector'), network('landmarks'), fusedModule()]).then(([detector, landmarks, fused]) => ({ weights: [detector, landmarks], fused }));
  tools.catch(() => { tools = null; }); // memory may be there the next time
  return tools;
}
// Starts a worker whose script stands in the page. The script's address stays: a browser may read it only later.
const addresses = new Map();
export function startWorker(id) {
  if (!addresses.has(id)) addresses.set(id, URL.createObjectURL(new Blob([document.getElementById(id).textContent], { type: 'text/javascript' })));
  return new Worker(addresses.get(id));
}
