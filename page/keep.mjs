// Answers that outlast a reload, within the tab; and answers that outlast the page: only where the person ticked so, and
// gone with one button.
const NAME = 'lumbar.answers', LANGUAGE = 'lumbar.language';

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

function remove(name) {
  try { storage(name)?.removeItem(NAME); } catch { /* nothing is stored where nothing can be */ }
}

export const kept = () => read('localStorage');
export const keep = (text) => write('localStorage', text);
export const unkeep = () => remove('localStorage');
export const keptTab = () => read('sessionStorage');
export const keepTab = (text) => write('sessionStorage', text);
export const forgetTab = () => remove('sessionStorage');
// Which language was chosen, for this tab.
export const keptLanguage = () => read('sessionStorage', LANGUAGE);
export const keepLanguage = (code) => write('sessionStorage', code, LANGUAGE);
