// How a film's pictures are coded: what the browser's decoder is asked for, and what the film says of their colours and
// of the shape of a picture point. Numbers of colours are those of ITU-T H.273.
import { readSps } from './sps.mjs';
import { refuse } from './refuse.mjs';

const hex = (number, digits = 2) => number.toString(16).padStart(digits, '0');
const two = (number) => String(number).padStart(2, '0');
const NAMES = { avc1: 'H.264', avc3: 'H.264', hvc1: 'HEVC', hev1: 'HEVC', dvh1: 'HEVC', dvhe: 'HEVC', vp08: 'VP8', vp09: 'VP9', av01: 'AV1' };

const bytesOf = (box) => new Uint8Array(box.view.buffer, box.view.byteOffset + box.at, box.end - box.at);

function hevcCodec(type, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length), flags = view.getUint32(2);
  let turned = 0; // the compatibility flags, from their last bit to their first
  for (let i = 0; i < 32; i++) if (flags >>> i & 1) turned |= 1 << (31 - i);
  const constraints = [...bytes.subarray(6, 12)];
  while (constraints.length && !constraints[constraints.length - 1]) constraints.pop();
  const general = bytes[1];
  return [`${type === 'hev1' ? 'hev1' : 'hvc1'}.${['', 'A', 'B', 'C'][general >> 6]}${general & 31}`, (turned >>> 0).toString(16),
    `${general & 32 ? 'H' : 'L'}${bytes[12]}`, ...constraints.map((byte) => byte.toString(16))].join('.');
}

// Codec string and description by the box that configures the decoder.
const CONFIGURED = {
  avcC: (type, bytes) => ({ codec: `${type === 'avc3' ? 'avc3' : 'avc1'}.${hex(bytes[1])}${hex(bytes[2])}${hex(bytes[3])}`, description: bytes.slice(), own: readSps(bytes) }),
  hvcC: (type, bytes) => ({ codec: hevcCodec(type, bytes), description: bytes.slice() }),
  vpcC: (type, bytes) => ({
    codec: type === 'vp08' ? 'vp8' : `vp09.${two(bytes[4])}.${two(bytes[5])}.${two(bytes[6] >> 4)}`,
    own: { matrix: bytes[9], full: Boolean(bytes[6] & 1) },
  }),
  av1C: (type, bytes) => ({
    codec: `av01.${bytes[1] >> 5}.${two(bytes[1] & 31)}${bytes[2] & 128 ? 'H' : 'M'}.${two(bytes[2] & 32 ? 12 : bytes[2] & 64 ? 10 : 8)}`,
  }),
};

function colourOf(box) {
  const view = new DataView(box.view.buffer, box.view.byteOffset + box.at, box.end - box.at);
  const kind = String.fromCharCode(...bytesOf(box).subarray(0, 4));
  if (kind !== 'nclx' && kind !== 'nclc') return {};
  return { matrix: view.getUint16(8), full: kind === 'nclx' && Boolean(view.getUint8(10) & 128) };
}

// `entry`: the sample entry; `inside`: how one walks in it. What the pictures say of themselves goes before what the file
// says of their colours, and behind what it says of the shape of a point.
export function codecOf(entry, inside) {
  const found = {};
  for (const box of inside(entry, 78)) found[box.type] ??= box;
  const kind = Object.keys(CONFIGURED).find((type) => found[type]), name = NAMES[entry.type] ?? entry.type.trim();
  if (!kind) refuse('codec', { codec: name });
  const { own = {}, ...config } = CONFIGURED[kind](entry.type, bytesOf(found[kind]));
  const said = found.colr ? colourOf(found.colr) : {}, shape = found.pasp;
  const ratio = shape ? [shape.view.getUint32(shape.at), shape.view.getUint32(shape.at + 4)] : own.ratio;
  return {
    ...config, name, ratio: ratio?.[0] && ratio[1] ? ratio : [1, 1],
    width: own.width ?? entry.view.getUint16(entry.at + 24), height: own.height ?? entry.view.getUint16(entry.at + 26),
    matrix: own.matrix ?? said.matrix ?? null, full: own.full ?? said.full ?? null, // null: the file does not say
  };
}
