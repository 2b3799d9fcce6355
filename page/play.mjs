// A film that the browser shows but does not take apart: it is played, and looked at while it plays. It takes as long as
// the film, or longer where looking is slower.
import { pixelsOf, pointsOf } from './pixels.mjs';
import { Refusal } from './refuse.mjs';

const PIXELS_MOST = 4096 * 2304; // LUMBAR_VIDEO_PIXELS_MOST
const AHEAD = 3; // pictures that wait before playing waits: own choice
const PATIENCE = 20000; // ms without a picture: own choice

export const once = (target, names, patience = PATIENCE) => new Promise((resolve) => {
  const timer = setTimeout(() => resolve('late'), patience);
  for (const name of names) target.addEventListener(name, () => { clearTimeout(timer); resolve(name); }, { once: true });
});

// The picture that is shown: its planes where the browser gives them upright, else its points.
export async function shownPicture(video, points) {
  const width = video.videoWidth, height = video.videoHeight;
  if (!points && typeof VideoFrame === 'function') {
    let frame = null;
    try {
      frame = new VideoFrame(video, { timestamp: 0 });
      if (frame.format && frame.visibleRect.width === width && frame.visibleRect.height === height)
        return await pixelsOf(frame, { turn: [1, 0, 0, 1], ratio: [1, 1], guess: true });
    } catch { /* then as points */ } finally { frame?.close(); }
  }
  return pointsOf(video, width, height);
}

// `why`: what is known of why the film is not decoded otherwise. `to`: begin, picture, finish, fail, and tell.show, which
// is given the element that plays.
export function playFilm(file, why, to) {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, preload: 'auto' });
  const address = URL.createObjectURL(file);
  let stopped = false, waiting = 0, over = false, last = performance.now();
  const refusal = () => new Refusal(why?.codec === 'HEVC' ? 'hevc' : why?.codec ? 'codec' : 'not-shown', why ?? {});

  async function take(time) {
    last = performance.now();
    const picture = await shownPicture(video, false);
    waiting++;
    if (waiting >= AHEAD) video.pause();
    await to.picture(picture, Math.round(time * 1e6));
    waiting--;
    if (waiting < AHEAD && !over && video.paused && !video.ended) video.play().catch(() => {});
  }

  const eachPicture = (take) => {
    if (video.requestVideoFrameCallback) {
      const next = (now, about) => { if (over) return; take(about.mediaTime); video.requestVideoFrameCallback(next); };
      video.requestVideoFrameCallback(next);
      return;
    }
    let before = -1;
    const next = () => { if (over) return; if (video.currentTime !== before) { before = video.currentTime; take(before); } requestAnimationFrame(next); };
    requestAnimationFrame(next);
  };

  async function run() {
    video.src = address;
    const loaded = await once(video, ['loadeddata', 'error']);
    if (loaded !== 'loadeddata' || !video.videoWidth) throw refusal();
    if (video.videoWidth * video.videoHeight > PIXELS_MOST) throw new Refusal('too-large', { width: String(video.videoWidth), height: String(video.videoHeight) });
    to.begin({ announcedS: Number.isFinite(video.duration) ? video.duration : NaN, width: video.videoWidth, height: video.videoHeight });
    to.tell.show?.(video);
    const pending = new Set();
    let failed = null;
    eachPicture((time) => { const work = take(time).catch((error) => { failed ??= error; }).finally(() => pending.delete(work)); pending.add(work); });
    await video.play();
    while (!stopped && !video.ended && !failed && !video.error) {
      await once(video, ['ended', 'error'], 200);
      if (performance.now() - last > PATIENCE && !waiting) break;
    }
    over = true;
    video.pause();
    await Promise.all(pending);
    if (failed) throw failed;
    to.finish();
  }
  run().catch((error) => { over = true; to.fail(error instanceof Refusal ? error : refusal()); });

  return {
    stop() { stopped = true; },
    async pictures(times) {
      const taken = [];
      for (const time of times) {
        video.currentTime = time;
        taken.push(await once(video, ['seeked', 'error']) === 'seeked' ? await shownPicture(video, false) : null);
      }
      return taken;
    },
    close() { over = true; video.removeAttribute('src'); video.load(); URL.revokeObjectURL(address); },
  };
}
