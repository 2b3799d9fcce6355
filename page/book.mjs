// The journal of this tab: every change outlasts a reload, and the page too where the person wished so.
import { today } from './again.mjs';
import { JOURNAL, keep, keepTab, kept, keptTab, forgetTab, unkeep } from './keep.mjs';


// Without what can be made again and what was not told, a third of its length: browsers keep about five million letters.
const slim = (text) => JSON.stringify(JSON.parse(text), (key, value) => (key === 'weeks' || value === null ? undefined : value));

export function openBook(core) {
  const { journal } = core;
  let stored = null; // what stands in the browser, as this tab knows it; null: nothing is kept there
  let unread = null; // why that cannot be read; it is left as it is

  function take(text) {
    try { journal.read('lumbar-journal.json', new TextEncoder().encode(text)); } catch (error) { unread = error.message; }
  }

  // What another tab has kept or forgotten since.
  function follow() {
    const now = kept(JOURNAL);
    if (now !== stored) {
      if (stored !== null) journal.forget();
      stored = now;
      unread = null;
      if (now !== null) take(now);
    }
    journal.hear(today());
  }

  // True where it outlasts as long as was wished.
  function hold() {
    const text = slim(journal.json(today()));
    journal.hear(today());
    if (stored === null || unread) return keepTab(text, JOURNAL);
    if (!keep(text, JOURNAL)) return false;
    stored = text;
    return true;
  }

  // Each change stands on what other tabs did before it.
  function change(make) {
    follow();
    const made = make();
    book.held = hold();
    return made;
  }

  // What was told anew takes the place of the entry with that number.
  function amended(number, made) {
    if (number !== null) journal.remove(number);
    return made;
  }

  const book = {
    held: true, // the last change outlasts
    now: null, // what was noted last, as the view has it
    daysAgo: 0, // of the day that is noted for
    left: null, // a file of which something was left out since it was taken out here: {name, bytes, count}
    chosen: null, // an exercise whose amount is still to be told
    follow,
    keeping: () => stored !== null,
    unread: () => unread,
    kept: () => stored,
    count: () => journal.state(today()).entries.length,
    state: () => journal.state(today()),
    weeks: () => journal.weeks(today()),
    heard: () => journal.hear(today()),
    json: () => journal.json(today()),
    // What an answer of another core is to hear; '': nothing is told.
    told: () => (book.count() ? journal.json(today()) : ''),
    note: (day, line) => change(() => journal.note(day, line)),
    work: (number, ...told) => change(() => amended(number, journal.work(...told))),
    ache: (number, ...told) => change(() => amended(number, journal.ache(...told))),
    keepAnswer: () => change(() => journal.keep(today())),
    remove: (number) => change(() => journal.remove(number)),
    read: (name, bytes, back) => change(() => journal.read(name, bytes, back)), // {added, known, left}; throws the reason in words
    keep(wanted) {
      const text = slim(journal.json(today()));
      if (wanted && !keep(text, JOURNAL)) return false;
      if (wanted) forgetTab(JOURNAL);
      else { unkeep(JOURNAL); keepTab(text, JOURNAL); }
      stored = wanted ? text : null;
      return true;
    },
    forget() {
      journal.forget();
      unkeep(JOURNAL);
      forgetTab(JOURNAL);
      stored = unread = book.now = book.left = book.chosen = null;
    },
  };
  const inTab = keptTab(JOURNAL);
  follow();
  if (inTab !== null) take(inTab);
  journal.hear(today());
  return book;
}
