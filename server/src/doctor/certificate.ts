import { connect, type TLSSocket } from 'node:tls';
import { messages } from '../platform/locale/messages.ts';
import { caution, type Finding, ill, well } from './finding.ts';

const say = messages('doctor.certificate', {
  noAddress: { zh: '没有设置对外地址 XIELI_PUBLIC_URL', en: 'XIELI_PUBLIC_URL is not set' },
  setAddress: {
    zh: '请设为大家访问时用的地址，否则发出的链接和二维码只在本机能打开',
    en: 'Set it to the address people use; otherwise links and QR codes open on this machine alone',
  },
  plain: { zh: '对外地址 {address} 没有加密', en: 'The address {address} is not encrypted' },
  useTls: { zh: '请在前面架设带证书的 HTTPS 反向代理', en: 'Put a reverse proxy with a certificate in front' },
  local: { zh: '对外地址是本机地址，不需要证书', en: 'The address is this machine itself and needs no certificate' },
  unreachable: { zh: '连不上 {address}（{why}）', en: '{address} cannot be reached ({why})' },
  checkProxy: {
    zh: '请检查反向代理是否在运行、域名是否解析到本机',
    en: 'Check whether the reverse proxy runs and the name leads to this machine',
  },
  fine: { zh: '证书有效，{days} 天后到期', en: 'The certificate is valid for {days} more days' },
  soon: { zh: '证书 {days} 天后到期', en: 'The certificate ends in {days} days' },
  over: { zh: '证书已于{day}过期', en: 'The certificate ended on {day}' },
  notYet: { zh: '证书要到{day}才生效', en: 'The certificate begins only on {day}' },
  renew: { zh: '请更换证书并重新加载反向代理', en: 'Renew it and reload the reverse proxy' },
  checkClock: { zh: '多半是本机时钟不对，请先校时', en: 'Most often the clock of this machine is wrong: set it first' },
  otherName: { zh: '证书不是给 {host} 的', en: 'The certificate is not for {host}' },
  untrusted: { zh: '本机不信任这张证书（{why}）', en: 'This machine does not trust the certificate ({why})' },
  trustIt: {
    zh: '如是单位自签证书，请确认各办公电脑已安装根证书',
    en: 'If it is your own authority, make sure that its root is installed on the office machines',
  },
});

const soonDays = 30;
const dayMs = 86_400_000;
const patienceMs = 5000;

/** The certificate that stands at an address, as the handshake showed it. */
export interface SeenCertificate {
  validFrom: string;
  validTo: string;
  /** Why this machine does not accept it; null when it does. */
  refusal: string | null;
}

/** What was met at the public address. */
export type Met = { certificate: SeenCertificate } | { failure: string };

/** Meets the server behind an https address and looks at its certificate, whatever it is worth. */
export function meet(address: string): Promise<Met> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket: TLSSocket = connect({
      host: hostname,
      port: port === '' ? 443 : Number(port),
      // No name may be asked for where the host is a number.
      ...(/^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname }),
      // The certificate is looked at, and nothing is sent: a bad one is the finding, not a failure.
      rejectUnauthorized: false,
    });
    const end = (met: Met) => {
      socket.destroy();
      resolve(met);
    };
    socket.setTimeout(patienceMs, () => end({ failure: 'ETIMEDOUT' }));
    socket.once('error', (error: NodeJS.ErrnoException) => end({ failure: error.code ?? error.message }));
    socket.once('secureConnect', () => {
      const { valid_from: validFrom, valid_to: validTo } = socket.getPeerCertificate();
      const refusal = socket.authorized ? null : refusalOf(socket);
      end({ certificate: { validFrom, validTo, refusal } });
    });
  });
}

function refusalOf(socket: TLSSocket): string {
  const reason: unknown = socket.authorizationError;
  if (reason instanceof Error) return (reason as NodeJS.ErrnoException).code ?? reason.message;
  return String(reason);
}

/** Which address has a certificate to look at at all. */
export function needsMeeting(publicUrl: string | null): publicUrl is string {
  return publicUrl?.startsWith('https:') ?? false;
}

/**
 * What was met means.
 * @param met null where there was nothing to meet
 * @param now machine instant
 */
export function judgeCertificate(publicUrl: string | null, met: Met | null, now: Date): Finding {
  if (publicUrl === null) return caution('certificate', say.noAddress(), say.setAddress());
  const { hostname } = new URL(publicUrl);
  if (met === null)
    return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
      ? well('certificate', say.local())
      : caution('certificate', say.plain({ address: publicUrl }), say.useTls());
  if ('failure' in met)
    return caution('certificate', say.unreachable({ address: publicUrl, why: met.failure }), say.checkProxy());
  return judgeSeen(met.certificate, hostname, now);
}

function judgeSeen({ validFrom, validTo, refusal }: SeenCertificate, host: string, now: Date): Finding {
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  if (from > now) return ill('certificate', say.notYet({ day: from.toISOString().slice(0, 10) }), say.checkClock());
  if (to <= now) return ill('certificate', say.over({ day: to.toISOString().slice(0, 10) }), say.renew());
  if (refusal === 'ERR_TLS_CERT_ALTNAME_INVALID') return ill('certificate', say.otherName({ host }), say.renew());
  const days = Math.floor((to.getTime() - now.getTime()) / dayMs);
  if (days < soonDays) return caution('certificate', say.soon({ days }), say.renew());
  if (refusal !== null) return caution('certificate', say.untrusted({ why: refusal }), say.trustIt());
  return well('certificate', say.fine({ days }));
}
