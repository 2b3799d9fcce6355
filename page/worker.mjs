// A worker that runs the networks: one job at a time, as bytes with the picture that they are about.
import { openInstance } from './instance.mjs';

async function openTools({ module, weights, port }) {
  const own = await openInstance(module);
  own.hand(...weights);
  own.run('lumbar_look_tools', weights[0].byteLength, weights[1].byteLength);
  port.onmessage = ({ data: { job, buffer, about } }) => {
    try {
      own.hand(buffer);
      own.describe(about);
      own.job().set(job);
      own.run('lumbar_look_run');
      const done = own.job().slice();
      port.postMessage({ job: done, buffer, memory: own.size() }, [done.buffer, buffer]);
    } catch (error) { port.postMessage({ refused: { id: error.id ?? 'memory', values: error.values ?? {} } }); }
  };
  port.postMessage({ ready: true, memory: own.size() });
}

globalThis.onmessage = async ({ data }) => {
  try { await openTools(data); } catch (error) { data.port.postMessage({ refused: { id: error.id ?? 'memory', values: error.values ?? { why: error.message } } }); }
};
