// The camera of this device, looked at while it runs. Its pictures go to the workers and nowhere else; none is kept unless
// the person asked for a film of it.
import { once, shownPicture } from './play.mjs';
import { Refusal } from './refuse.mjs';

const PICTURES_OUT = 2; // pictures under way; what comes meanwhile is left out: own choice, the eye sees no delay
const NO_PICTURE = 4000; // ms without a picture after which the camera gives none: own choice
const LONGEST = 3540; // s, just short of the longest film
const FEW = 8, FEW_S = 5; // looks a second, over so many seconds, below which quick movement is missed: own choice
const AFTERWARDS = 6000; // ms for which is said that the page was hidden: nobody could read it before
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
const CAMERA_REFUSED = { NotAllowedError: 'camera-denied', SecurityError: 'camera-denied', NotFoundError: 'camera-none', OverconstrainedError: 'camera-none', NotReadableError: 'camera-busy', AbortError: 'camera-busy' };
const TYPES = ['video/mp4;codecs=avc1.42E01E', 'video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

export const hasCamera = () => typeof navigator.mediaDevices?.getUserMedia === 'function';

// The camera's stream; asks the person. `facing`: "user" (the one beside the screen) or "environment".
export async function openCamera(facing) {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: facing }, ...WANTED } });
  } catch (error) { throw new Refusal(CAMERA_REFUSED[error.name] ?? 'camera-busy', { why: error.message }); }
}

export const closeCamera = (stream) => { for (const track of stream.getTracks()) track.stop(); };

export async function cameras() {
  try { return (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput').length; } catch { return 1; }
}

// A film of the stream, for who asked for one: {file()} ends it.
function openRecorder(stream) {
  const type = TYPES.find((one) => globalThis.MediaRecorder?.isTypeSupported(one));
  if (!type) return null;
  const recorder = new MediaRecorder(stream, { mimeType: type }), pieces = [];
  recorder.ondataavailable = ({ data }) => { if (data.size) pieces.push(data); };
  recorder.start(1000);
  return {
    async file() {
      if (recorder.state !== 'inactive') {
        const over = once(recorder, ['stop', 'error']);
        recorder.stop();
        await over;
      }
      const kind = type.split(';')[0];
      return pieces.length ? new File(pieces, `lumbar.${kind.split('/')[1]}`, { type: kind }) : null;
    },
  };
}

// `live`: {stream, video, record}. `to`: begin, picture, finish, fail, and tell.trouble, which hears why nothing is seen
// just now: "hidden", "still", "turned", "slow", or null.
export function watchCamera({ stream, video, record }, to) {
  const [track] = stream.getVideoTracks();
  let stopped = false, over = false, waiting = 0, failed = null, last = performance.now(), first = null, size = null, recorder = null, file = null, trouble = null, hidden = -Infinity;
  const looks = [];
  let slow = false;
  const say = (now) => { if (now !== trouble) to.tell.trouble?.(trouble = now); };

  const state = () => {
    const now = performance.now();
    while (looks.length && looks[0] < now - 1000 * FEW_S) looks.shift();
    if (document.visibilityState !== 'visible') hidden = last = now;
    if (now - hidden < AFTERWARDS) return 'hidden';
    if (now - last > NO_PICTURE) return 'still';
    if (video.videoWidth !== size.width || video.videoHeight !== size.height) return 'turned';
    if (first === null || now - Math.max(first, hidden) < 2000 * FEW_S) return null;
    slow = looks.length < (slow ? 1.5 : 1) * FEW * FEW_S; // once said, it stands until it is well over
    return slow ? 'slow' : null;
  };

  async function take(time) {
    last = performance.now();
    first ??= last;
    if (waiting >= PICTURES_OUT || video.videoWidth !== size.width || video.videoHeight !== size.height) return;
    waiting++;
    try {
      await to.picture(await shownPicture(video, false), Math.round(time * 1000));
      looks.push(performance.now());
    } catch (error) { failed ??= error; }
    waiting--;
  }
  const next = (now) => {
    if (over) return;
    take(now);
    video.requestVideoFrameCallback(next);
  };

  async function run() {
    video.srcObject = stream;
    const ready = video.readyState >= 2 ? 'loadeddata' : await once(video, ['loadeddata', 'error']);
    if (ready !== 'loadeddata' || !video.videoWidth) throw new Refusal('camera-busy', {});
    await video.play();
    size = { width: video.videoWidth, height: video.videoHeight };
    to.begin({ announcedS: NaN, ...size });
    if (record) recorder = openRecorder(stream);
    video.requestVideoFrameCallback(next);
    while (!stopped && !failed && track.readyState === 'live' && !(first && performance.now() - first > 1000 * LONGEST)) {
      await once(track, ['ended'], 250);
      say(state());
    }
    const lost = !stopped && !failed && track.readyState !== 'live';
    over = true;
    video.pause();
    while (waiting) await once(track, ['ended'], 20);
    file = await recorder?.file() ?? null;
    closeCamera(stream);
    if (failed) throw failed;
    if (lost && first === null) throw new Refusal('camera-lost', {});
    say(lost ? 'lost' : null);
    to.finish();
  }
  run().catch((error) => { over = true; closeCamera(stream); to.fail(error instanceof Refusal ? error : new Refusal('camera-busy', { why: error.message })); });

  return {
    stop() { stopped = true; },
    file: () => file,
    // Of the film, where there is one.
    async pictures(times) {
      if (!file) return [];
      const shown = Object.assign(document.createElement('video'), { muted: true, playsInline: true, preload: 'auto' }), address = URL.createObjectURL(file), taken = [];
      shown.src = address;
      if (await once(shown, ['loadeddata', 'error']) === 'loadeddata') {
        for (const time of times) {
          shown.currentTime = time;
          taken.push(await once(shown, ['seeked', 'error']) === 'seeked' ? await shownPicture(shown, false) : null);
        }
      }
      shown.removeAttribute('src');
      URL.revokeObjectURL(address);
      return taken;
    },
    close() { over = stopped = true; closeCamera(stream); video.srcObject = null; },
  };
}
