// Answers that outlast the page: only where the person ticked so, and gone with one button.
const NAME = 'lumbar.answers';

// Some browsers forbid storage to files; then nothing is kept, and the page says so.
function storage() {
  try { return globalThis.localStorage ?? null; } catch { return null; }
}

export const kept = () => {
  try { return storage()?.getItem(NAME) ?? null; } catch { return null; }
};

// True where it worked.
export function keep(text) {
  try {
    storage().setItem(NAME, text);
    return true;
  } catch { return false; }
}

export function unkeep() {
  try { storage()?.removeItem(NAME); } catch { /* nothing is stored where nothing can be */ }
}
