// One instance of the film's WebAssembly: bytes in, text out. For workers; the interview's core has its own.
import { refuse } from './refuse.mjs';
import { wasiImports } from './wasi.mjs';

export async function openInstance(module) {
  let memory = null;
  const instance = await WebAssembly.instantiate(module, wasiImports(() => memory));
  const c = instance.exports;
  memory = c.memory;
  c._initialize();
  const bytesAt = (at, size) => new Uint8Array(memory.buffer, at, size);
  const output = () => bytesAt(c.lumbar_page_output(), c.lumbar_page_output_size());
  const text = () => new TextDecoder().decode(output());
  return {
    c, bytesAt, output, text,
    size: () => memory.buffer.byteLength,
    // Calls a function that may fail; gives the text that it leaves.
    run(name, ...values) {
      if (!c[name](...values)) refuse('core', { why: text() });
      return text();
    },
    // The same, where it leaves bytes.
    bytes(name, ...values) {
      if (!c[name](...values)) refuse('core', { why: text() });
      return output().slice();
    },
    // Bytes into the input, each of the parts ended by 0.
    give(...parts) {
      const data = parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(`${part.replaceAll('\0', '')}\0`) : part));
      const size = data.reduce((sum, part) => sum + part.length, 0), at = c.lumbar_page_input(size);
      if (!at) refuse('memory');
      let to = at;
      for (const part of data) { bytesAt(to, part.length).set(part); to += part.length; }
    },
    // Pixels, or whatever else is handed over in bulk.
    hand(...parts) {
      const size = parts.reduce((sum, part) => sum + part.byteLength, 0), at = c.lumbar_look_pixels(size);
      if (!at) refuse('memory');
      let to = at;
      for (const part of parts) { bytesAt(to, part.byteLength).set(new Uint8Array(part.buffer ?? part, part.byteOffset ?? 0, part.byteLength)); to += part.byteLength; }
    },
    describe(about) { new Int32Array(memory.buffer, c.lumbar_look_about(), about.length).set(about); },
    job: () => bytesAt(c.lumbar_look_job(), c.lumbar_look_job_size()),
  };
}
