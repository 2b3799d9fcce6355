// The page's reader of MP4 and MOV against FFmpeg's: the same pictures at the same times, turned and shaped alike, in films
// made in the ways that phones and editors make them.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runTests, skipAll, test } from './tap.mjs';

for (const name of ['ffmpeg', 'ffprobe']) if (spawnSync(name, ['-version']).error) skipAll(`${name} is not installed`);
if (!openAsBlob) skipAll('this node gives no file as a blob');
const { openMp4, isMp4 } = await import(pathToFileURL(join(root, 'page/mp4.mjs')).href);
const sample = join(root, 'examples/sample.mp4'), folder = mkdtempSync(join(tmpdir(), 'lumbar-mp4-'));
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];

// name: what FFmpeg makes of two seconds of the sample, and how the film then says that it is coded.
const FILMS = {
  'as it is': [['-c', 'copy'], /^avc1\./],
  'as a MOV': [['-c', 'copy', '-f', 'mov'], /^avc1\./],
  'in pieces': [['-c', 'copy', '-movflags', 'frag_keyframe+empty_moov+default_base_moof'], /^avc1\./],
  'in pieces with offsets of their own': [['-c', 'copy', '-movflags', 'frag_keyframe+empty_moov'], /^avc1\./],
  'its header first': [['-c', 'copy', '-movflags', 'faststart'], /^avc1\./],
  'turned': [['-c', 'copy', '-metadata:s:v', 'rotate=90'], /^avc1\./],
  'of wide points': [['-vf', 'scale=240:180,setsar=16/9', ...X264], /^avc1\./],
  'of pictures that are shown out of order': [['-vf', 'scale=240:-2', '-c:v', 'libx264', '-bf', '3', '-b_strategy', '0'], /^avc1\./],
  'of varying rate': [['-vf', "scale=240:-2,select='not(mod(n,3))+lt(mod(n,7),2)'", '-vsync', 'vfr', ...X264], /^avc1\./],
  'labelled BT.709 and full': [['-vf', 'scale=240:-2', ...X264, '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'pc'], /^avc1\./],
};

function probed(film) {
  const { streams, frames } = JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_frames', '-show_streams', '-of', 'json', film], { encoding: 'utf8', maxBuffer: 1 << 28 }));
  return { stream: streams[0], times: frames.map((frame) => Math.round(parseFloat(frame.best_effort_timestamp_time) * 1e6)) };
}
const fromFirst = (times) => times.map((time) => time - times[0]);
const asked = (rate) => rate.split('/').reduce((top, bottom) => top / bottom);

for (const [name, [options, codec]] of Object.entries(FILMS)) {
  test(name, async () => {
    const film = join(folder, 'film.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-ss', name === 'as it is' ? '1.3' : '0', '-i', sample, '-t', '2', '-an', ...options, film]);
    const file = await openAsBlob(film), { stream, times } = probed(film);
    assert.ok(await isMp4(file));
    const ours = await openMp4(file), shown = ours.samples.filter((one) => !one.hidden).map((one) => one.micro).sort((a, b) => a - b);
    assert.equal(shown.length, times.length);
    assert.ok(fromFirst(shown).every((time, i) => Math.abs(time - fromFirst(times)[i]) <= 1), `${fromFirst(shown)}\n${fromFirst(times)}`);
    assert.match(ours.codec, codec);
    assert.deepEqual([ours.width, ours.height], [stream.width, stream.height]);
    assert.ok(Math.abs(ours.frameRate - asked(stream.avg_frame_rate)) < 1e-9, `${ours.frameRate} ${stream.avg_frame_rate}`);
    assert.equal(ours.ratio.join(':'), stream.sample_aspect_ratio ?? '1:1');
    assert.equal(ours.full ?? false, stream.color_range === 'pc');
    assert.equal(ours.matrix ?? 2, { bt709: 1 }[stream.color_space] ?? 2);
    const turn = ours.turn.map(Math.sign);
    assert.deepEqual(turn, name === 'turned' ? [0, -1, 1, 0] : [1, 0, 0, 1]);
  });
}
// The rate of capture as FFmpeg writes it, and as phones do: a fraction of four bytes.
test('what a phone tells of its speed', async () => {
  const film = join(folder, 'slow.mov'), tagged = async (options) => {
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', sample, '-t', '1', '-an', '-c', 'copy', '-movflags', 'use_metadata_tags', ...options, film]);
    return openMp4(await openAsBlob(film));
  };
  assert.equal((await tagged(['-f', 'mp4', '-metadata', 'com.android.capture.fps=240'])).captureRate, 240);
  assert.equal((await tagged(['-metadata', 'com.apple.quicktime.full-frame-rate-playback-intent=0'])).slowMotion, true);
  assert.equal((await tagged(['-metadata', 'com.apple.quicktime.full-frame-rate-playback-intent=1'])).slowMotion, false);
  const plain = await tagged([]);
  assert.deepEqual([plain.captureRate, plain.slowMotion], [NaN, false]);
  await tagged(['-metadata', 'com.android.capture.fps=240.']);
  const bytes = readFileSync(film), at = bytes.indexOf('240.');
  bytes.writeUInt32BE(23, at - 8);
  bytes.writeFloatBE(119.88, at);
  assert.ok(Math.abs((await openMp4(new Blob([bytes]))).captureRate - 119.88) < 1e-4);
});
test('what is none is not taken for one', async () => assert.equal(await isMp4(new Blob(['This is no film at all.'])), false));

await runTests(() => rmSync(folder, { recursive: true }));
