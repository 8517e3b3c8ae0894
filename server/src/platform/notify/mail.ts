import { createTransport } from 'nodemailer';
import { type Adapter, asText, type SecretOf, type SettingsOf } from './channel.ts';
import { DeliveryFailure } from './failure.ts';
import { answerWithinMs, failureOf } from './http-post.ts';
import { vettedAddress } from './networks.ts';

/** A mail server that takes what is handed in (SMTP), with or without a user. */
export function mailServer(
  { host, port, security, user, from }: SettingsOf<'mail'>,
  { password }: SecretOf<'mail'>,
  timeoutMs = answerWithinMs,
): Adapter {
  return {
    async send({ id, to, message }, opened) {
      const transport = createTransport({
        ...{ host: await vettedAddress(host, opened), port, secure: security === 'tls' },
        ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none', tls: { servername: host } },
        ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
        ...{ disableFileAccess: true, disableUrlAccess: true },
        ...(user === '' ? {} : { auth: { user, pass: password } }),
      });
      try {
        await transport.sendMail({
          ...{ from: { name: '协力', address: from }, to: to ?? '', subject: message.title, text: asText(message) },
          // The same for a repeat, so that a mailbox shows one.
          messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw mailFailure(error as Error & { code?: string; responseCode?: number; response?: string }, timeoutMs);
      } finally {
        transport.close();
      }
    },
  };
}

function mailFailure(
  error: Error & { code?: string; responseCode?: number; response?: string },
  timeoutMs: number,
): DeliveryFailure {
  const said = error.response ?? error.message;
  if (error.code === 'EAUTH') return new DeliveryFailure('signIn', said);
  if (error.code === 'ETLS') return new DeliveryFailure('certificate', error.message);
  if (error.responseCode !== undefined) return new DeliveryFailure('rejected', said);
  if (/certificate/i.test(error.message)) return new DeliveryFailure('certificate', error.message);
  // The transport has codes of its own; the system's stands in the words.
  const code = /\b(E[A-Z]{4,})\b/.exec(error.message)?.[1] ?? error.code;
  return failureOf(Object.assign(error, { code }), timeoutMs);
}
