// What docs/hosting.md tells a host to send, and what `make dist` leaves for one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buildPage, openBrowser, pageFile, root, runTests, test } from './tap.mjs';

buildPage();
const browser = await openBrowser();
const guide = readFileSync(join(root, 'docs', 'hosting.md'), 'utf8');
const nginx = [...guide.matchAll(/^ +add_header ([\w-]+) "([^"]*)";$/gm)].map(([, name, value]) => [name, value]);
const caddy = [...guide.matchAll(/^ {8}([A-Z][\w-]+) "([^"]*)"$/gm)].map(([, name, value]) => [name, value]);

test('both ways to set the headers name the same ones', () => {
  assert.ok(nginx.length >= 5);
  assert.deepEqual(caddy, nginx);
});

test('the page works under those headers and asks for nothing but itself', async () => {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...Object.fromEntries(nginx) });
    response.end(readFileSync(pageFile));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${server.address().port}/lumbar.html`;
  try {
    const page = await browser.newPage();
    const asked = [], said = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(address);
    await page.locator('#main button').first().waitFor();
    assert.ok((await page.locator('h1').first().textContent()).length > 5);
    assert.deepEqual(asked.filter((url) => !/^(data|blob):/.test(url)), [address]);
    assert.deepEqual(said, []);
    await page.close();
  } finally { server.close(); }
});

test('make dist leaves both pages, the source as committed, and sums that are right', () => {
  if (!existsSync(join(root, '.git'))) return console.log('# no git repository here: no source archive');
  execFileSync(join(root, 'scripts', 'dist'), { stdio: 'ignore' });
  const dist = join(root, 'build', 'dist');
  const names = readdirSync(dist).sort();
  const archive = names.find((name) => /^lumbar-\d+\.\d+\.\d+\.tar\.gz$/.test(name));
  assert.deepEqual(names, ['SHA256SUMS', archive, 'lumbar-film.html', 'lumbar.html'].sort());
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: dist });
  assert.deepEqual(readFileSync(join(dist, 'lumbar.html')), readFileSync(pageFile));
  const held = execFileSync('tar', ['-tzf', join(dist, archive)], { encoding: 'utf8' });
  for (const wanted of ['meson.build', 'include/lumbar.h', 'scripts/setup', 'package-lock.json']) assert.ok(held.includes(`/${wanted}\n`), wanted);
  assert.ok(!held.includes('node_modules'));
});

await runTests(() => browser.close());
