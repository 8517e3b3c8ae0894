import { v7 } from 'uuid';
import { renderNotice } from '../../server/src/demo/documents/index.ts';
import { demoPassword } from '../../server/src/demo/index.ts';
import type { Sources } from './requests.ts';

/** The smallest whole picture. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The session of a person of the demo. @throws Error when the password is not taken */
export async function cookieFor(origin: string, username: string): Promise<string> {
  const entered = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: demoPassword }),
  });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0];
  if (!entered.ok || !cookie) throw new Error(`${username} could not sign in: ${await entered.text()}`);
  return cookie;
}

/** A person's own requests. @throws Error when the password is not taken */
export async function signedIn(origin: string, username: string) {
  const cookie = await cookieFor(origin, username);
  return (path: string, body?: unknown) =>
    fetch(`${origin}${path}`, {
      headers: { cookie, 'content-type': 'application/json', 'action-id': v7() },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
}

/** What offices upload: a document's text, the product's own table and paper, a picture, a scan. */
export async function officeFiles(origin: string): Promise<Sources['files']> {
  const clerk = await signedIn(origin, 'clerk');
  const table = Buffer.from(await (await clerk('/api/task-tables/export')).arrayBuffer());
  const { items } = (await (await clerk('/api/papers')).json()) as { items: { id: string }[] };
  const paper = items[0] && Buffer.from(await (await clerk(`/api/papers/${items[0].id}/file`)).arrayBuffer());
  return [
    { name: '通知.txt', bytes: Buffer.from(renderNotice('2026-06-17').text) },
    { name: '任务分解表.xlsx', bytes: table },
    ...(paper ? [{ name: '通报.docx', bytes: paper }] : []),
    { name: '走访.png', bytes: picture },
    { name: '扫描件.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n') },
    { name: '空.txt', bytes: Buffer.alloc(0) },
  ];
}
