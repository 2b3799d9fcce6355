// The reasoner, compiled from C: questions in, answers out. One object per interview; nothing here touches the page.
import { wasiImports } from './wasi.mjs';

// Starts the core. `source`: the WebAssembly module, compiled or as bytes.
export async function openCore(source) {
  let memory = null;
  let noMemory = '', signs = '', questions = []; // in words of the language that is spoken
  const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  const instance = await WebAssembly.instantiate(module, wasiImports(() => memory));
  const c = instance.exports;
  memory = c.memory;
  c._initialize();

  // Hands strings to C: each as UTF-8, ended by 0.
  function give(...strings) {
    const data = new TextEncoder().encode(strings.map((s) => s.replaceAll('\0', '') + '\0').join(''));
    const at = c.lumbar_page_input(data.length);
    if (!at) throw new Error(noMemory);
    new Uint8Array(memory.buffer, at, data.length).set(data);
    return data.length;
  }
  // A file's name, ended by 0, and its bytes as they are.
  function giveFile(name, bytes) {
    const head = new TextEncoder().encode(`${name.replaceAll('\0', '')}\0`);
    const at = c.lumbar_page_input(head.length + bytes.length);
    if (!at) throw new Error(noMemory);
    new Uint8Array(memory.buffer, at, head.length).set(head);
    new Uint8Array(memory.buffer, at + head.length, bytes.length).set(bytes);
  }
  function taken() {
    const bytes = new Uint8Array(memory.buffer, c.lumbar_page_output(), c.lumbar_page_output_size());
    return new TextDecoder().decode(bytes);
  }
  // Why a call failed, in words; where memory did not suffice for those either, there are none.
  const refused = () => new Error(taken() || noMemory);
  // A row of phrases, its holes filled by name: words('page-fit', { count: 3 }).
  function words(row, holes = {}) {
    const strings = [row, ...Object.entries(holes).flatMap(([name, value]) => [name, String(value)])];
    const size = give(...strings);
    if (!c.lumbar_page_words(size)) throw refused();
    return taken();
  }
  function run(name, ...strings) {
    if (strings.length) give(...strings);
    if (!c[name]()) throw refused();
    return taken();
  }

  function hear() {
    noMemory = words('page-no-memory');
    signs = run('lumbar_page_signs');
    questions = JSON.parse(run('lumbar_page_questions')).questions;
  }

  run('lumbar_page_start');
  hear();
  return {
    words,
    languages: JSON.parse(run('lumbar_page_languages')), // {id, name, direction} of each, that of the tables first
    speak(language) { run('lumbar_page_speak', language); hear(); }, // what was answered stays
    get signs() { return signs; }, // of an emergency, as a list within a sentence
    get questions() { return questions; },
    question: (id) => questions.find((q) => q.id === id),
    state: () => JSON.parse(run('lumbar_page_state')),
    set: (id, value) => { run('lumbar_page_set', id, value); },     // throws the reason in words
    read(name, bytes) { // a lumbar.answers/1 file in place of all answers; throws the reason in words, then nothing has changed
      giveFile(name, bytes);
      if (!c.lumbar_page_read(bytes.length)) throw refused();
    },
    setNote: (text) => { run('lumbar_page_set_note', text); },      // the same
    setDay: (day) => { run('lumbar_page_set_day', day); },
    again: (day, told) => { run('lumbar_page_again', day, ...told.flat()); }, // [[question, value], ...] of looking again; throws
    clear: (id) => { run('lumbar_page_clear', id); },
    forget: () => { run('lumbar_page_start'); },                    // every answer
    answersJson: () => run('lumbar_page_answers'),
    answerJson: () => run('lumbar_page_answer_json'),
    answerHtml: (date = '') => run('lumbar_page_answer_html', date),
    emergencyHtml: () => run('lumbar_page_emergency_html'),
    numbers: () => JSON.parse(run('lumbar_page_numbers')),
    triageHtml: () => run('lumbar_page_triage_html'),
    filmHtml: () => run('lumbar_page_film_html'),
    figure: (id) => run('lumbar_page_figure', id), // SVG
    reportHtml: (date) => run('lumbar_page_report_html', date),
    summaryHtml: (date) => run('lumbar_page_summary_html', date),
    // The journal; a day is 2026-11-22. What is noted comes back as {noted: [{number, kind, day, what}], strong}.
    journal: {
      note: (day, line) => JSON.parse(run('lumbar_page_journal_note', day, line)), // or {fault, nearest, mended}
      work: (day, warmed, sets) => JSON.parse(run('lumbar_page_journal_work', day, warmed, ...sets.flat())), // [[exercise, sets, amount, unit, rpe], ...]
      ache: (...told) => JSON.parse(run('lumbar_page_journal_ache', ...told)), // day, strength, place, side, when, began
      keep: (day) => JSON.parse(run('lumbar_page_journal_keep', day)),         // the answer as it is given now
      remove: (number) => { run('lumbar_page_journal_remove', String(number)); },
      read(name, bytes, back = false) { // a lumbar.history/1 file, `back`: what was taken out too; throws the reason in words, then nothing has changed
        giveFile(name, bytes);
        if (!c.lumbar_page_journal_read(bytes.length, back)) throw refused();
        return JSON.parse(taken());
      },
      json: (day) => run('lumbar_page_journal_json', day),
      state: (day) => JSON.parse(run('lumbar_page_journal_state', day)),
      weeks: (day) => run('lumbar_page_journal_weeks', day), // HTML
      hear: (day) => JSON.parse(run('lumbar_page_journal_hear', day)), // from now on answers hear it: {workouts, aches}
      forget: () => { run('lumbar_page_journal_forget'); },
    },
    calendar: (date) => run('lumbar_page_calendar', date), // '' where there is no day to look again
  };
}
