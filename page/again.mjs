// Looking again some days later: three questions on one screen, then the answer beside then.
import { button, element, heading, paragraph } from './dom.mjs';
import { backButton, errorPlace, radioField } from './fields.mjs';
import { words } from './words.mjs';

// The person's own day, 2026-11-22.
export const today = () => new Date().toLocaleDateString('sv-SE');
// Whether there are answers of an earlier day to look at again.
export const canLookAgain = (state) => Boolean(state.day && state.day < today() && !state.screen);
export const lookAgainButton = (app, className) => button(words('page-again-start'), () => app.go({ view: 'again' }), className);

const dayInWords = (day) => new Date(`${day}T12:00:00`).toLocaleDateString(document.documentElement.lang || 'en', { day: 'numeric', month: 'long' });

export function againView(app) {
  const { day } = app.state(), error = errorPlace();
  const fields = app.core.questions.filter((question) => question.again).map((question) => ({ question, ...radioField(question) }));
  document.title = words('page-view-title', { title: words('page-again') });
  const submit = () => {
    const open = fields.find((field) => field.value() === null);
    if (open) { error.say(open.missing, open.first); return; }
    try { app.lookAgain(fields.map((field) => [field.question.id, field.value()])); } catch (refused) { error.say(refused.message, fields[0].first); }
  };
  return [element('section', {}, error.place, heading(words('page-again')), day ? paragraph('under', words('page-again-about', { day: dayInWords(day) })) : null,
    element('div', { class: 'fields' }, fields.map((field) => field.box)),
    element('div', { class: 'actions' }, button(words('page-again-show'), submit, 'main'), backButton(() => app.back())))];
}
