// The reasoner, compiled from C: questions in, answers out. One object per interview; nothing here touches the page.
import { wasiImports } from './wasi.mjs';

// Compiles and starts the core. `bytes` is the WebAssembly module.
export async function openCore(bytes) {
  let memory = null;
  const { instance } = await WebAssembly.instantiate(bytes, wasiImports(() => memory));
  const c = instance.exports;
  memory = c.memory;
  c._initialize();

  // Hands strings to C: each as UTF-8, ended by 0.
  function give(...strings) {
    const data = new TextEncoder().encode(strings.map((s) => s.replaceAll('\0', '') + '\0').join(''));
    const at = c.lumbar_page_input(data.length);
    if (!at) throw new Error('There is not enough memory for this page.');
    new Uint8Array(memory.buffer, at, data.length).set(data);
  }
  function taken() {
    const bytes = new Uint8Array(memory.buffer, c.lumbar_page_output(), c.lumbar_page_output_size());
    return new TextDecoder().decode(bytes);
  }
  function run(name, ...strings) {
    if (strings.length) give(...strings);
    if (!c[name]()) throw new Error(taken());
    return taken();
  }

  run('lumbar_page_start');
  const questions = JSON.parse(run('lumbar_page_questions')).questions;
  return {
    questions,
    question: (id) => questions.find((q) => q.id === id),
    state: () => JSON.parse(run('lumbar_page_state')),
    set: (id, value) => { run('lumbar_page_set', id, value); },     // throws the reason in words
    clear: (id) => { run('lumbar_page_clear', id); },
    forget: () => { run('lumbar_page_start'); },                    // every answer
    answersJson: () => run('lumbar_page_answers'),
    answerJson: () => run('lumbar_page_answer_json'),
    answerHtml: () => run('lumbar_page_answer_html'),
    triageHtml: () => run('lumbar_page_triage_html'),
    filmHtml: () => run('lumbar_page_film_html'),
    reportHtml: (date) => run('lumbar_page_report_html', date),
  };
}

// A lumbar.answers/1 file's text -> [[question, value]] as the core takes them. Throws in words where it is none.
export function readAnswers(text) {
  let data;
  try { data = JSON.parse(text); } catch { throw new Error('This file holds no saved answers: it is not JSON.'); }
  if (data?.schema !== 'lumbar.answers/1' || typeof data.answers !== 'object' || !data.answers || Array.isArray(data.answers)) {
    throw new Error('This file holds no saved answers. Choose one that this page or the tool has saved.');
  }
  return Object.entries(data.answers).map(([id, value]) => [id, Array.isArray(value) ? value.join(',') : String(value)]);
}
