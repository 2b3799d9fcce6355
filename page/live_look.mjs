// Who trains before the camera, in a worker of its own: the body points come from the coordinator as they are found, and
// about once a second it says what stands so far.
import { openInstance } from './instance.mjs';

const EVERY = 1000, SHARE = 2; // ms from look to look, and how many times as long as a look takes: the networks need the rest

let core = null, began = 0, took = 0;

function watch() {
  const now = performance.now();
  if (now - began < Math.max(EVERY, SHARE * took)) return;
  began = now;
  const seen = JSON.parse(core.run('lumbar_live_look')), first = JSON.parse(core.run('lumbar_live_first'));
  took = performance.now() - began;
  globalThis.postMessage({ live: { ...seen, problems: first.problems, took } });
}

async function openWatch({ module, language, port, answers }) {
  core = await openInstance(module);
  core.run('lumbar_page_start');
  if (language) {
    core.give(language);
    core.run('lumbar_page_speak');
  }
  const bytes = new TextEncoder().encode(answers);
  core.give('answers', bytes);
  core.run('lumbar_page_read', bytes.length);
  port.onmessage = ({ data }) => {
    if (data.begin) { core.run('lumbar_live_open', ...data.begin); return; }
    core.give(data);
    core.run('lumbar_live_take', data.length);
    watch();
  };
}

globalThis.onmessage = ({ data }) => openWatch(data);
