// Answers and journal that outlast a reload, within the tab; and that outlast the page: only where the person ticked so,
// and gone with one button.
const NAME = 'lumbar.answers', LANGUAGE = 'lumbar.language';
export const JOURNAL = 'lumbar.journal';

// Some browsers forbid storage to files; then nothing is kept, and the page says so.
function storage(name) {
  try { return globalThis[name] ?? null; } catch { return null; }
}

const read = (name, what = NAME) => {
  try { return storage(name)?.getItem(what) ?? null; } catch { return null; }
};

// True where it worked.
function write(name, text, what = NAME) {
  try {
    storage(name).setItem(what, text);
    return true;
  } catch { return false; }
}

function remove(name, what = NAME) {
  try { storage(name)?.removeItem(what); } catch { /* nothing is stored where nothing can be */ }
}

// `what`: the answers, or JOURNAL.
export const kept = (what) => read('localStorage', what);
export const keep = (text, what) => write('localStorage', text, what);
export const unkeep = (what) => remove('localStorage', what);
export const keptTab = (what) => read('sessionStorage', what);
export const keepTab = (text, what) => write('sessionStorage', text, what);
export const forgetTab = (what) => remove('sessionStorage', what);
// Which language was chosen, for this tab.
export const keptLanguage = () => read('sessionStorage', LANGUAGE);
export const keepLanguage = (code) => write('sessionStorage', code, LANGUAGE);
