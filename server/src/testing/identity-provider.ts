/// <reference path="./oidc-provider.d.ts" />
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const client = { clientId: 'xieli', clientSecret: 'only-for-tests-only-for-tests-00' };

/** A provider of single sign-on that listens on this machine. */
export interface IdentityProvider {
  issuer: string;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<IdentityProvider> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    issuer: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * A certified provider with one client. Whoever comes is let in at once as the subject that the test names.
 * @param claims what it says of everybody beside the subject
 */
export async function openProvider(redirectUri: string, claims: Record<string, unknown>) {
  let handle = (_request: IncomingMessage, response: ServerResponse): void => void response.end();
  const opened = await listen(createServer((request, response) => handle(request, response)));
  const state = { subject: 'nobody' };
  const provider = new Provider(opened.issuer, {
    clients: [{ client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub', ...Object.keys(claims)] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context: unknown, subject: string) => ({
      accountId: subject,
      claims: async () => ({ sub: subject, ...claims }),
    }),
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
    async loadExistingGrant(context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response);
    const login = { login: { accountId: state.subject, remember: false } };
    provider.interactionFinished(request, response, login).catch((error) => response.destroy(error));
  };
  return {
    ...opened,
    /** As whom it lets in whoever comes next. */
    comesAs(subject: string): void {
      state.subject = subject;
    },
    /** Walks through the provider's pages as its browser would. @returns what it puts behind `?` of the page it sends back to */
    async answer(address: string, subject: string): Promise<string> {
      state.subject = subject;
      const jar = new Map<string, string>();
      let at = new URL(address);
      for (let steps = 0; steps < 10; steps += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const set of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          if (value === '') jar.delete(name);
          else jar.set(name, value);
        }
        const next = response.headers.get('location');
        if (next === null) throw new Error(`The provider stopped: ${response.status} ${await response.text()}`);
        at = new URL(next, at);
        if (at.href.startsWith(redirectUri)) return at.search;
      }
      throw new Error('The provider sends in a circle');
    },
  };
}

const base64 = (value: object | Buffer) =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');

/** A provider that answers whatever a test makes it answer, signed by its own key or by another. */
export async function openForger() {
  const [own, foreign] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  if (!own || !foreign) throw new Error('No keys');
  const next: { claims: Record<string, unknown>; foreignKey: boolean } = { claims: {}, foreignKey: false };
  const json = (response: ServerResponse, body: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  let issuer = '';
  const opened = await listen(
    createServer((request, response) => {
      if (request.url === '/.well-known/openid-configuration')
        return json(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        });
      if (request.url === '/jwks')
        return json(response, {
          keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
        });
      const key = next.foreignKey ? foreign.privateKey : own.privateKey;
      return json(response, { access_token: 'x', token_type: 'bearer', id_token: tokenOf(next.claims, key) });
    }),
  );
  issuer = opened.issuer;
  return {
    ...opened,
    /** Answers the attempt behind the address with a right token, except for what the test changes in it. */
    answer(address: string, changes: Record<string, unknown> = {}, foreignKey = false): string {
      const asked = new URL(address).searchParams;
      const now = Math.floor(Date.now() / 1000);
      const right = {
        iss: issuer,
        aud: client.clientId,
        sub: 'someone',
        nonce: asked.get('nonce'),
        iat: now,
        exp: now + 60,
      };
      next.claims = { ...right, ...changes };
      next.foreignKey = foreignKey;
      return `?code=x&state=${asked.get('state')}`;
    },
  };
}

function tokenOf(claims: Record<string, unknown>, key: KeyObject): string {
  const body = `${base64({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64(claims)}`;
  return `${body}.${base64(sign('sha256', Buffer.from(body), key))}`;
}
