import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { App } from '../context.ts';
import { Problem, refused } from '../http/problems.ts';
import type { Visitor } from '../http/visitor.ts';
import { messages } from '../locale/messages.ts';
import { keepHandshake, readHandshake } from './handshake.ts';

/*
 * OpenID Connect, code flow with PKCE. State, nonce and verifier are bound to the browser by a sealed cookie; issuer, audience,
 * signature and nonce are checked by the library. Of the answer nothing is used but issuer and subject: names and addresses
 * are claims of the provider about somebody, and never lead to an account (peers.md 4).
 */
const say = messages('singleSignOn', {
  none: { zh: '本系统没有配置单点登录', en: 'Single sign-on is not set up here' },
  down: {
    zh: '{name}暂时无法连接，请稍后再试，或改用用户名和密码登录',
    en: '{name} cannot be reached now; try again later, or sign in with user name and password',
  },
  declined: {
    zh: '{name}没有完成登录（{reason}），请重试，或改用用户名和密码登录',
    en: '{name} did not complete the sign-in ({reason}); try again, or use user name and password',
  },
  notTrusted: {
    zh: '{name}的答复未通过核对，没有登录。请重新开始；反复出现的，请告知系统管理员',
    en: 'The answer of {name} did not pass the checks and nobody was signed in. Begin again; if it happens repeatedly tell the administrator',
  },
  otherBrowser: {
    zh: '这次登录不是在本浏览器开始的，或已超过 10 分钟，请重新开始',
    en: 'This sign-in was not begun in this browser, or more than ten minutes ago; begin again',
  },
});

/** Who the provider says it is: `issuer` and `subject` together name one person, and nothing else does. */
export interface ForeignIdentity {
  issuer: string;
  subject: string;
}

/** For what the provider is asked; the answer of one is no answer to the other. */
export type Purpose = 'oidc' | 'link';

const handshakeSeconds = 600;
const timeoutSeconds = 8;
/** The page to which the provider sends the browser back; it has to be registered there. */
const answerPath = '/sign-in/answer';
const known = new WeakMap<App, Promise<Configuration>>();

/** What the provider is called on screens; null where there is none. */
export function providerName(app: App): string | null {
  return app.config.singleSignOn?.name ?? null;
}

/**
 * Begins a sign-in or a linking at the provider.
 * @returns the provider's page for this one attempt
 * @throws Problem when there is no provider, or it cannot be reached
 */
export async function askProvider(app: App, visitor: Visitor, purpose: Purpose): Promise<{ address: string }> {
  const provider = await configurationOf(app);
  const verifier = randomPKCECodeVerifier();
  // The page that takes the answer reads from the state what was asked for; what counts is the handshake of that name.
  const state = `${purpose}.${randomState()}`;
  const nonce = randomNonce();
  const value = { tenantId: visitor.tenantId, accountId: visitor.actor?.accountId ?? '', state, nonce, verifier };
  keepHandshake(app, visitor.handshakes, purpose, value, handshakeSeconds);
  const address = buildAuthorizationUrl(provider, {
    redirect_uri: new URL(answerPath, visitor.origin).href,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { address: address.href };
}

/**
 * Reads the provider's answer, once.
 * @param query what the provider put behind `?` of the page it sent the browser to
 * @throws Problem when the answer belongs to another browser, tenant or account, fails a check, or the provider is down
 */
export async function readAnswer(
  app: App,
  visitor: Visitor,
  purpose: Purpose,
  query: string,
): Promise<ForeignIdentity> {
  const begun = readHandshake(app, visitor.handshakes, purpose);
  visitor.handshakes.drop(purpose);
  if (!begun?.state || !begun.nonce || !begun.verifier || begun.tenantId !== visitor.tenantId)
    throw refused(say.otherBrowser());
  if (purpose === 'link' && begun.accountId !== visitor.actor?.accountId) throw refused(say.otherBrowser());
  const provider = await configurationOf(app);
  try {
    const answered = new URL(`${answerPath}?${query.replace(/^\?/, '')}`, visitor.origin);
    const tokens = await authorizationCodeGrant(provider, answered, {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw refused(notTrusted(app));
    return { issuer: claims.iss, subject: claims.sub };
  } catch (error) {
    throw inWords(app, error);
  }
}

function notTrusted(app: App) {
  return say.notTrusted({ name: providerName(app) ?? '' });
}

/** What the provider publishes of itself; asked once, and again after a failure. */
function configurationOf(app: App): Promise<Configuration> {
  const settings = app.config.singleSignOn;
  if (!settings) throw new Problem('notFound', say.none());
  const found = known.get(app);
  if (found) return found;
  const { issuer, clientId, clientSecret } = settings;
  // Signatures are checked although the token comes over TLS: a proxy between is not the provider. The settings allow plain
  // http on this machine only, where a provider is tried out.
  const execute = [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])];
  const asked = discovery(new URL(issuer), clientId, undefined, authenticationBy(clientSecret), {
    execute,
    timeout: timeoutSeconds,
  });
  known.set(app, asked);
  return asked.catch((error) => {
    known.delete(app);
    throw inWords(app, error);
  });
}

/** By header where the provider takes it, which it does when it says nothing of it; by body elsewhere. */
function authenticationBy(secret: string | null): ClientAuth {
  if (secret === null) return None();
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? inHeader : inBody)(server, ...rest);
  };
}

/** Codes of the library for a provider that is not there, as distinct from one that says what must not be believed. */
const unreachable = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);

function inWords(app: App, error: unknown): unknown {
  if (error instanceof Problem) return error;
  const name = providerName(app) ?? '';
  if (error instanceof AuthorizationResponseError) return refused(say.declined({ name, reason: error.error }));
  const code = error instanceof ClientError ? (error.code ?? '') : '';
  if (unreachable.has(code) || isNetworkFailure(error))
    return new Problem('unavailable', say.down({ name }), {}, { cause: error });
  app.log.warn({ err: error }, 'an answer of the identity provider was not believed');
  return refused(notTrusted(app));
}

/** `fetch` says of a refused connection, an unknown host and a broken one the same: a TypeError with a cause. */
function isNetworkFailure(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof TypeError && at.message === 'fetch failed') return true;
  return false;
}
