import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What a receiver was sent. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = (response: ServerResponse, received: Received) => void;

/** A receiver over HTTP on this machine: it keeps what it was sent and answers as it is told. */
export async function httpReceiver(answer: Answer) {
  const received: Received[] = [];
  let answering = answer;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      answering(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    /** From now on it answers like this. */
    answerWith(next: Answer) {
      answering = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Answers 200 with a JSON body. */
export const json =
  (body: object): Answer =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** A mail server on this machine with one user; `refuse` is an address that it does not know. */
export async function mailReceiver(known: { user: string; password: string; refuse?: string }) {
  const received: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.username === known.user && auth.password === known.password
        ? done(null, { user: known.user })
        : done(new Error('Invalid user name or password')),
    onRcptTo: (address, _session, done) =>
      address.address === known.refuse ? done(new Error('No such mailbox')) : done(),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The words of a mail, its encodings undone. */
export function wordsOf(mail: string): string {
  const [head = '', ...parts] = mail.split('\r\n\r\n');
  const body = parts.join('\r\n\r\n');
  const subject = head.replace(/=\?UTF-8\?(\w)\?([^?]*)\?=\s*/gi, (_, way: string, text: string) =>
    way.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : unquoted(text.replaceAll('_', ' ')),
  );
  if (/content-transfer-encoding: base64/i.test(head)) return `${subject}\n${Buffer.from(body, 'base64').toString()}`;
  return `${subject}\n${/quoted-printable/i.test(head) ? unquoted(body) : body}`;
}

function unquoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/gi, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString());
  return bytes;
}
