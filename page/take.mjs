// Taking the answer along: paper, files, the clipboard, the device's own way to share. Nothing is sent anywhere by us.
import { announce, button, element, paragraph, saveFile } from './dom.mjs';
import { words } from './words.mjs';

// What stands in sight, as plain lines: what is sent on is short.
export function plainLines(answer) {
  const of = (node) => node.textContent.trim().replace(/\s+/g, ' ');
  const line = (node) => (node.matches('.reasons li') ? `- ${of(node)}` : node.matches('.plan > div') ? `${of(node.querySelector('dt'))}: ${planText(node.querySelector('dd'))}` : of(node));
  const planText = (dd) => of(dd.firstChild); // without the figure's words
  return [...answer.querySelectorAll('.first > h1, .first > p, .reasons li, .plan > div, .status')].map(line).join('\n');
}

// True where it worked. Pages from files have no clipboard in some browsers: then the old way.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1' });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

async function copyAloud(text) {
  announce(await copy(text) ? words('page-take-copied') : words('page-take-not-copied'));
}

// A device that cannot share, or does not share this, copies.
async function share(text) {
  try {
    await navigator.share({ text });
  } catch (why) {
    if (why.name !== 'AbortError') await copyAloud(text);
  }
}

// `answerer`: who gives the answer's forms, the core or the film's worker.
export function takeSection(app, answerer, answer, today) {
  const calendar = answerer.calendar(today), film = answerer === app.core ? null : app.film, text = plainLines(answer), slim = 'slim';
  return element('section', { class: 'card tools' }, element('h2', {}, words('page-take-title')), element('div', { class: 'actions' },
    button(words('page-take-print'), () => window.print(), slim),
    button(words('page-take-sheet'), () => saveFile('lumbar-sheet.html', 'text/html', answerer.summaryHtml(today)), slim),
    calendar ? button(words('page-take-calendar'), () => saveFile('lumbar-look-again.ics', 'text/calendar', calendar), slim) : null,
    button(words('page-take-copy'), () => copyAloud(text), slim),
    navigator.share ? button(words('page-take-share'), () => share(text), slim) : null,
    button(words('page-take-page'), () => saveFile('lumbar-answer.html', 'text/html', answerer.reportHtml(today)), slim),
    button(words('page-take-data'), () => saveFile('lumbar-answer.json', 'application/json', answerer.answerJson()), slim),
    film ? button(words('page-film-pose'), async () => saveFile('lumbar-pose.json', 'application/json', await film.handle.pose()), slim) : null),
    paragraph('quiet', words('page-take-stays')));
}
