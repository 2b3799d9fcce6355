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
// The module that runs the networks: one that multiplies and adds in one step, where the browser can (relaxed SIMD, not
// known to Safari), else the core's, which takes two. Either gives the same bytes.
export async function handsModule(core) {
  const fused = await inflated('film-fused');
  return WebAssembly.validate(fused) ? WebAssembly.compile(fused) : core;
}
export const weights = async () => [joined(await inflated('detector')), joined(await inflated('landmarks'))];
// Starts a worker whose script stands in the page. The script's address stays: a browser may read it only later.
const addresses = new Map();
export function startWorker(id) {
  if (!addresses.has(id)) addresses.set(id, URL.createObjectURL(new Blob([document.getElementById(id).textContent], { type: 'text/javascript' })));
  return new Worker(addresses.get(id));
}
