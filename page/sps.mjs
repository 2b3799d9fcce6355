// The sequence parameter set of H.264 (ITU-T H.264, 7.3.2.1.1 and E.1.1): size, shape of a point, colours.

// Bits without the bytes that keep a start code from appearing.
function bitReader(bytes) {
  const plain = bytes.filter((byte, i) => !(byte === 3 && i > 1 && bytes[i - 1] === 0 && bytes[i - 2] === 0));
  let at = 0;
  const bit = () => { if (at >= plain.length * 8) throw new RangeError('end of the parameter set'); const value = plain[at >> 3] >> (7 - (at & 7)) & 1; at++; return value; };
  const bits = (count) => { let value = 0; for (let i = 0; i < count; i++) value = value * 2 + bit(); return value; };
  const unsigned = () => { let zeros = 0; while (!bit()) if (++zeros > 32) throw new RangeError('no number'); return 2 ** zeros - 1 + bits(zeros); };
  const signed = () => { const value = unsigned(); return value % 2 ? (value + 1) / 2 : -value / 2; };
  return { bit, bits, unsigned, signed };
}

const WITH_CHROMA = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]; // profiles
// Table E-1, from 1 on
const RATIOS = [[1, 1], [12, 11], [10, 11], [16, 11], [40, 33], [24, 11], [20, 11], [32, 11], [80, 33], [18, 11], [15, 11], [64, 33], [160, 99], [4, 3], [3, 2], [2, 1]];
const OWN_RATIO = 255;

function skipScaling(read, count) {
  for (let list = 0; list < count; list++) {
    if (!read.bit()) continue;
    for (let i = 0, last = 8, next = 8; i < (list < 6 ? 16 : 64); i++) {
      if (next) next = (last + read.signed() + 256) % 256;
      if (next) last = next;
    }
  }
}

function readUsability(read) {
  const found = {};
  if (read.bit()) {
    const ratio = read.bits(8);
    found.ratio = ratio === OWN_RATIO ? [read.bits(16), read.bits(16)] : RATIOS[ratio - 1];
  }
  if (read.bit()) read.bit(); // overscan
  if (read.bit()) {
    read.bits(3);
    found.full = Boolean(read.bit());
    if (read.bit()) { read.bits(16); found.matrix = read.bits(8); }
  }
  return found;
}

function parse(bytes) {
  const read = bitReader(bytes.subarray(1)), profile = read.bits(8);
  read.bits(16);
  read.unsigned();
  let chroma = 1;
  if (WITH_CHROMA.includes(profile)) {
    chroma = read.unsigned();
    if (chroma === 3) read.bit();
    read.unsigned(); read.unsigned(); read.bit();
    if (read.bit()) skipScaling(read, chroma === 3 ? 12 : 8);
  }
  read.unsigned();
  const order = read.unsigned();
  if (order === 0) read.unsigned();
  else if (order === 1) {
    read.bit(); read.signed(); read.signed();
    for (let n = Math.min(read.unsigned(), 255); n > 0; n--) read.signed();
  }
  read.unsigned(); read.bit();
  let width = 16 * (read.unsigned() + 1), height = 16 * (read.unsigned() + 1);
  const frames = read.bit();
  if (!frames) { height *= 2; read.bit(); }
  read.bit();
  if (read.bit()) {
    const across = chroma === 1 || chroma === 2 ? 2 : 1, down = (chroma === 1 ? 2 : 1) * (2 - frames);
    width -= across * (read.unsigned() + read.unsigned());
    height -= down * (read.unsigned() + read.unsigned());
  }
  return { width, height, ...(read.bit() ? readUsability(read) : {}) };
}

// Of an avcC box's first set; {} where it cannot be read: the decoder then says what it makes of it.
export function readSps(config) {
  if (!config[5] || !(config[5] & 31) || config.length < 8) return {};
  const size = config[6] << 8 | config[7];
  try { return parse(config.subarray(8, 8 + size)); } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}
