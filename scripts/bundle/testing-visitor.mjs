// A person's browser in a machine of the tests, run by the Node of the bundle: signs in, listens, acts, uploads. Prints JSON.
import { readFileSync } from 'node:fs';

const [origin = '', notice = ''] = process.argv.slice(2);
let cookie = '';

/** @param {string} path @param {RequestInit & { duplex?: 'half' }} [request] */
async function ask(path, request = {}) {
  const headers = {
    cookie,
    ...(request.body === undefined ? {} : { 'action-id': crypto.randomUUID() }),
    ...request.headers,
  };
  const answer = await fetch(`${origin}${path}`, { redirect: 'manual', ...request, headers });
  return answer;
}

const json = { 'content-type': 'application/json' };
const file = { 'content-type': 'application/octet-stream', 'x-file-name': 'notice.txt' };
/** @param {number} bytes */
const upload = async (bytes) => {
  const answer = await ask('/api/directives/read', { method: 'POST', headers: file, body: Buffer.alloc(bytes, 'a') });
  await answer.arrayBuffer();
  return { status: answer.status, by: answer.headers.get('content-type') };
};
const megabyte = 1024 * 1024;

const page = await ask('/', { headers: { accept: 'text/html' } });
const signedIn = await ask('/api/session', {
  method: 'POST',
  headers: json,
  body: JSON.stringify({ username: 'clerk', password: 'xieli-demo-2026' }),
});
const [kept = ''] = signedIn.headers.getSetCookie();
cookie = kept.split(';')[0] ?? '';

const live = await ask('/api/live');
const reader = /** @type {ReadableStream<Uint8Array>} */ (live.body).getReader();
let heard = '';
/** @param {string} words */
async function hear(words) {
  while (!heard.includes(words)) heard += new TextDecoder().decode((await reader.read()).value);
}
await hear('event: ready');
await ask('/api/feedback', { method: 'POST', headers: json, body: JSON.stringify({ page: '/', body: '很好用' }) });
await hear('feedback');
await reader.cancel();

const read = await ask('/api/directives/read', { method: 'POST', headers: file, body: readFileSync(notice) });
const stranger = await ask('/api/feedback', {
  method: 'POST',
  headers: { ...json, origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' },
  body: JSON.stringify({ page: '/', body: '来自别处' }),
});
process.stdout.write(
  JSON.stringify({
    page: page.status,
    cookie: kept.replace(/=[^;]*/, ''),
    heard: ['event: ready', 'feedback'].filter((words) => heard.includes(words)),
    read: { status: read.status, characters: (await read.json()).text.length },
    beyondXieli: await upload(50 * megabyte + 1),
    beyondNginx: await upload(51 * megabyte + 1),
    stranger: stranger.status,
  }),
);
