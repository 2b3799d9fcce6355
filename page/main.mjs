// Starts the core and walks from view to view. The browser's own back button is ours too.
import { openCore } from './core.mjs';
import { announce } from './dom.mjs';
import { speakBy, words } from './words.mjs';
import { forgetTab, keep, kept, keepTab, keptTab, unkeep } from './keep.mjs';
import { answerView, messageView, overviewView, questionView, screenView, startView, urgentView } from './views.mjs';

const VIEWS = { start: startView, screen: screenView, urgent: urgentView, question: questionView, overview: overviewView, answer: answerView, message: messageView };
const SAME_DAY = 2; // levels from here on are said at once
const MOST_BYTES = 1_000_001; // of a file: one more than the core takes, so that it says what is wrong with a longer one

function openApp(core) {
  let warned = 0; // highest level already said
  const main = document.getElementById('main'), overviewButton = document.getElementById('overview-button');

  const app = {
    core,
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
      else if (state.next && !(urgent && said)) app.go({ view: 'question', id: state.next });
      else app.go({ view: 'answer' });
    },

    // After an answer: keep it where wished, warn where it must be, else go on.
    answered(step) {
      remember();
      const state = core.state();
      if (state.level < warned) warned = state.level;
      if (state.level >= SAME_DAY && state.level > warned) app.go({ view: 'urgent', screen: step.screen ?? 1 });
      else if (step.from) app.go({ view: step.from });
      else app.onward(Boolean(step.screen) && !state.screen);
    },

    note(text) {
      core.setNote(text);
      remember();
    },
    keepAnswers(wanted) {
      if (wanted) return keep(core.answersJson());
      unkeep();
      return true;
    },
    erase() {
      core.forget();
      unkeep();
      forgetTab();
      warned = 0;
    },
    async load(file) {
      try {
        core.read(file.name, new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer()));
        warned = 0;
        remember();
        app.go({ view: 'overview' });
        announce(words('page-loaded'));
      } catch (error) {
        app.go({ view: 'message', title: words('page-not-loaded'), text: error.message });
      }
    },
  };

  // What was told outlasts a reload of this tab, and the tab itself where the person wished so.
  function remember() {
    keepTab(core.answersJson());
    if (app.keeping()) keep(core.answersJson());
  }

  function show(wanted, move) {
    // back to an answer after everything was erased: there is none any more
    const step = wanted.view === 'answer' && core.state().screen ? { view: 'start' } : wanted;
    const parts = VIEWS[step.view](app, step).filter(Boolean);
    main.className = `page view ${step.view === 'answer' ? 'answer' : ''}`.trim();
    main.replaceChildren(...parts);
    const emergency = main.querySelector('.emergency') !== null; // it has the screen for itself
    document.body.classList.toggle('alone', emergency);
    overviewButton.hidden = emergency || step.view === 'start' || step.view === 'overview' || !Object.keys(core.state().values).length;
    if (!move) return;
    window.scrollTo({ top: 0, behavior: 'instant' });
    main.querySelector('h1')?.focus({ preventScroll: true });
  }

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
  const before = keptTab() && history.state?.step;
  if (!before) history.replaceState({ step: { view: 'start' } }, '');
  show(before || { view: 'start' }, false);
}

async function begin() {
  const main = document.getElementById('main');
  try {
    const packed = atob(document.getElementById('core').textContent);
    const core = await openCore(Uint8Array.from(packed, (letter) => letter.charCodeAt(0)));
    const saved = keptTab() ?? kept();
    if (saved) try { core.read('kept answers', new TextEncoder().encode(saved)); } catch { unkeep(); forgetTab(); } // an older page's: start afresh
    speakBy(core);
    openApp(core);
  } catch (error) {
    main.replaceChildren(document.getElementById('failed').content);
    document.getElementById('why-not').textContent = error.message;
  }
}

begin();
