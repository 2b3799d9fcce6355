// Cues aloud: by voices of this device alone, for another one would send the words away.
export function openSpeech() {
  const synthesis = globalThis.speechSynthesis;
  let on = true, voice = null;
  const language = () => (document.documentElement.lang || 'en').toLowerCase().split('-')[0];
  const choose = () => {
    const own = (synthesis?.getVoices() ?? []).filter(({ localService, lang }) => localService === true && lang.toLowerCase().split(/[-_]/)[0] === language());
    voice = own.find((one) => one.default) ?? own[0] ?? null;
  };
  choose();
  synthesis?.addEventListener?.('voiceschanged', choose);
  return {
    can: () => voice !== null,
    on: () => on,
    turn(wanted) {
      on = wanted;
      if (!on) synthesis?.cancel();
    },
    say(text) {
      if (!on || !voice) return;
      synthesis.cancel(); // one cue at a time
      synthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang }));
    },
    close() {
      synthesis?.cancel();
      synthesis?.removeEventListener?.('voiceschanged', choose);
    },
  };
}
