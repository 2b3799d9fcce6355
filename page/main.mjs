// Starts the core and walks from view to view. The browser's own back button is ours too.
import { openCore } from './core.mjs';
import { againView, canLookAgain, today } from './again.mjs';
import { openBook } from './book.mjs';
import { announce } from './dom.mjs';
import { speakBy, words } from './words.mjs';
import { journalView } from './journal.mjs';
import { languageChoice, speakFirst, spokenLanguage } from './language.mjs';
import { more } from './more.mjs';
import { forgetTab, keep, kept, keepTab, keptTab, unkeep } from './keep.mjs';
import { EMERGENCY, answerView, messageView, overviewView, questionView, screenView, startView, urgentView } from './views.mjs';
import { canLook, canUnpack, coreBytes } from './unpack.mjs';

const VIEWS = { start: startView, again: againView, screen: screenView, urgent: urgentView, question: questionView, overview: overviewView, answer: answerView, journal: journalView, message: messageView };
const SAME_DAY = 2; // levels from here on are said at once
const MOST_BYTES = 1_000_001; // of a file: one more than the core takes, so that it says what is wrong with a longer one

function openApp(core, module) {
  let warned = 0; // highest level already said
  let offered = false; // a film was asked for
  let shown = null; // the step that stands there
  let waits = false; // it waits for the film
  const main = document.getElementById('main'), overviewButton = document.getElementById('overview-button'), filmButton = document.getElementById('film-button');

  const app = {
    core,
    journal: openBook(core),
    state: () => core.state(),
    keeping: () => kept() !== null,
    // Steps done before this one: lists and questions that are answered.
    done(step) {
      const { values, screen } = core.state(), lists = new Set(core.questions.filter((q) => q.screen).map((q) => q.screen));
      if (step.screen) return [...lists].filter((n) => n < step.screen).length;
      return lists.size - (screen ? 1 : 0) + core.questions.filter((q) => !q.screen && q.id !== step.id && values[q.id] !== undefined).length;
    },

    // Gives these questions these answers and no others; on a refusal the earlier ones come back.
    replace(questions, answers) {
      const { values } = core.state();
      try {
        for (const question of questions) core.clear(question.id);
        for (const [id, value] of answers) core.set(id, value);
      } catch (error) {
        for (const question of questions) core.clear(question.id);
        for (const question of questions) if (values[question.id] !== undefined) core.set(question.id, values[question.id]);
        throw error;
      }
    },

    go(step) {
      history.pushState({ step }, '');
      show(step, true);
    },
    back: () => history.back(),

    // The next thing worth doing: open safety lists, then the best question, then the answer.
    onward(said = false) {
      const state = core.state();
      if (said) warned = Math.max(warned, state.level);
      const urgent = state.screened && state.level >= SAME_DAY;
      if (state.screen) app.go({ view: 'screen', screen: state.screen });
      else if (canLook() && !app.film && !offered && state.level < SAME_DAY) app.go({ view: 'film' });
      else if (state.next && !(urgent && said)) app.go({ view: 'question', id: state.next });
      else app.go({ view: 'answer' });
    },

    // After an answer: keep it where wished, warn where it must be, else go on.
    answered(step) {
      if (!core.state().day) core.setDay(today());
      remember();
      const state = core.state();
      if (state.level < warned) warned = state.level;
      if (state.level >= SAME_DAY && state.level > warned) app.go({ view: 'urgent', screen: step.screen ?? 1 });
      else if (step.from) app.go({ view: step.from });
      else app.onward(Boolean(step.screen) && !state.screen);
    },

    // What is told some days later, over what was told then.
    lookAgain(told) {
      core.again(today(), told);
      remember();
      // the one answer of looking again that a journal can hold
      if (app.journal.count() && new Map(told).get('again-ache') === 'gone') app.journal.ache(null, today(), '0', 'lower-back', '', '', '');
      const { level, screen } = core.state();
      warned = 0;
      if (level >= SAME_DAY) app.go({ view: 'urgent' });
      else app.go(screen ? { view: 'screen', screen } : { view: 'answer' });
    },

    note(text) {
      core.setNote(text);
      remember();
    },
    hasQuestions: () => Boolean(core.state().screen || core.state().next),

    at: (view) => shown?.view === view,
    refresh: () => show(shown, false),

    // A film that is looked at while the questions go on: {handle, began, progress, first, video, seen, refused, answer};
    // of the camera also live (what it was begun with), stands, cued and trouble.
    film: null,
    lookAt(file) { openFilm(file, {}, 'looking'); },
    watch(live) { openFilm({ name: words('page-live-name') }, { live }, 'live'); },
    withoutFilm() {
      offered = true;
      app.onward();
    },
    dropFilm() {
      app.film?.handle.close();
      app.film?.live?.speech.close();
      app.film = null;
      offered = true;
      showFilmButton();
    },
    // Who gives the answer: the core, or the film's worker with what was seen. Null while that is at work.
    answerer(day) {
      const { film } = app;
      if (!film || film.refused) return core;
      if (!film.seen) return null;
      const told = core.answersJson(), journal = app.journal.told();
      const { told: before, journal: noted, day: then, language } = film.answer ?? {};
      if (before === told && noted === journal && then === day && language === spokenLanguage()) return film.answer.of ?? null;
      film.answer = { told, journal, day, language: spokenLanguage() };
      film.handle.answer({ answers: told, journal, day, language: spokenLanguage() }).then((given) => {
        film.answer.of = { given, answerHtml: () => given.html, reportHtml: () => given.report, answerJson: () => given.json, summaryHtml: () => given.summary, calendar: () => given.calendar };
        followFilm(film);
      }, (error) => { film.refused = error; followFilm(film); });
      return null;
    },
    keepAnswers(wanted) {
      if (wanted) return keep(core.answersJson());
      unkeep();
      return true;
    },
    erase() {
      core.forget();
      app.dropFilm();
      offered = false;
      unkeep();
      forgetTab();
      warned = 0;
    },
    eraseAll() {
      app.erase();
      app.journal.forget();
    },
    async load(file) {
      try {
        core.read(file.name, new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer()));
        warned = 0;
        remember();
        app.go({ view: canLookAgain(core.state()) ? 'again' : 'overview' });
        announce(words('page-loaded'));
      } catch (error) {
        app.go({ view: 'message', title: 'page-not-loaded', text: error.message });
      }
    },
  };

  function openFilm(file, options, view) {
    app.dropFilm();
    const film = { began: performance.now(), live: options.live ?? null };
    const follow = (name) => (value) => { film[name] = value; followFilm(film); };
    film.handle = more.openFilm(file, module, spokenLanguage(), { progress: follow('progress'), first: follow('first'), show: follow('video'), trouble: follow('trouble'),
      live(stands) { more.showLive(film, stands); followFilm(film); } }, options);
    film.handle.seen.then(follow('seen'), follow('refused'));
    app.film = film;
    followed = false;
    if (shown.view === view) show(shown, true);
    else app.go({ view });
  }

  // What was told outlasts a reload of this tab, and the tab itself where the person wished so.
  function remember() {
    keepTab(core.answersJson());
    if (app.keeping()) keep(core.answersJson());
  }

  const isLooking = (step) => step?.view === 'looking' || step?.view === 'live';

  function showFilmButton() {
    filmButton.hidden = !app.film || Boolean(app.film.seen) || isLooking(shown) || waits;
    if (app.film) filmButton.textContent = more.filmStatus(app.film);
  }

  // Something about the film has changed: what stands there follows, and what waited for it goes on.
  let followed = false;
  function followFilm(film) {
    if (film !== app.film) return;
    showFilmButton();
    const over = Boolean(film.seen || film.refused);
    if (shown?.view === 'answer' && over) show(shown, true);
    else if (isLooking(shown) && over !== followed) show(shown, true);
    else film.show?.();
    followed = over;
  }

  function show(wanted, move) {
    // back to an answer after everything was erased: there is none any more
    const step = wanted.view === 'answer' && core.state().screen ? { view: 'start' } : wanted;
    // who turns away from the camera has turned it off
    if (shown?.view === 'live' && step.view !== 'live' && app.film?.live && !app.film.seen) app.dropFilm();
    shown = step;
    app.journal.follow();
    waits = step.view === 'answer' && app.film !== null && core.state().level < EMERGENCY && !app.answerer(today());
    const parts = (waits ? more.lookingView(app, { wait: true }) : (VIEWS[step.view] ?? more.views[step.view])(app, step)).filter(Boolean);
    showFilmButton();
    main.className = `page view ${step.view === 'answer' ? 'answer' : ''}`.trim();
    main.replaceChildren(...parts);
    const emergency = main.querySelector('.emergency') !== null; // it has the screen for itself
    document.body.classList.toggle('alone', emergency);
    overviewButton.hidden = emergency || isLooking(step) || step.view === 'film' || step.view === 'start' || step.view === 'overview' || !Object.keys(core.state().values).length;
    if (!move) return;
    window.scrollTo({ top: 0, behavior: 'instant' });
    main.querySelector('h1')?.focus({ preventScroll: true });
  }

  filmButton.addEventListener('click', () => app.go({ view: 'looking' }));
  const choice = languageChoice(core, () => {
    const typed = typedIn(main);
    show(shown, false);
    typeAgain(main, typed);
  });
  if (choice) overviewButton.after(choice);
  overviewButton.addEventListener('click', () => app.go({ view: 'overview' }));
  window.addEventListener('popstate', (event) => { if (event.state?.step) show(event.state.step, true); });
  // Paper shows what one acts by; afterwards the folds are as they were.
  let unfolded = [];
  window.addEventListener('beforeprint', () => {
    unfolded = [...main.querySelectorAll('details.paper:not([open])')];
    for (const fold of unfolded) fold.open = true;
  });
  window.addEventListener('afterprint', () => { for (const fold of unfolded) fold.open = false; });
  // after a reload the browser still knows where one was
  const last = history.state?.step, before = keptTab() || last?.view === 'journal' ? last : null;
  if (!before) history.replaceState({ step: { view: 'start' } }, '');
  show(before || { view: 'start' }, false);
}

// What is typed and ticked in a view, by the ids of its fields; the same put back when the view was made anew.
const typedIn = (view) => new Map([...view.querySelectorAll('input[id], textarea[id], select[id]')].map(({ id, checked, value }) => [id, { checked, value }]));
function typeAgain(view, typed) {
  const fields = [...view.querySelectorAll('input[id], textarea[id], select[id]')].filter(({ id, type }) => typed.has(id) && type !== 'file');
  for (const field of fields) Object.assign(field, typed.get(field.id));
  for (const field of fields) if (field.type !== 'checkbox' && field.value) field.dispatchEvent(new Event(field.type === 'radio' ? 'change' : 'input'));
}

async function begin() {
  const main = document.getElementById('main');
  if (!canUnpack()) return main.replaceChildren(document.getElementById('too-old').content);
  try {
    const module = await WebAssembly.compile(await coreBytes());
    const core = await openCore(module);
    speakBy(core);
    speakFirst(core);
    const saved = keptTab() ?? kept();
    if (saved) try { core.read('kept answers', new TextEncoder().encode(saved)); } catch { unkeep(); forgetTab(); } // an older page's: start afresh
    openApp(core, module);
  } catch (error) {
    main.replaceChildren(document.getElementById('failed').content);
    document.getElementById('why-not').textContent = error.message;
  }
}

begin();
