import { type Message, messages } from '../locale/messages.ts';

const say = messages('deliveries', {
  privateAddress: {
    zh: '{detail} 是内网地址，尚未列入“允许的内网网段”',
    en: '{detail} is a private address that is not among the allowed networks',
  },
  unreachable: { zh: '连不上对方（{detail}）', en: 'The receiver cannot be reached ({detail})' },
  timedOut: { zh: '对方 {detail} 秒内没有答复', en: 'The receiver did not answer within {detail} seconds' },
  answered: { zh: '对方答复错误（{detail}）', en: 'The receiver answered with an error ({detail})' },
  redirected: {
    zh: '对方要求转到其他地址（{detail}），为安全起见没有跟随',
    en: 'The receiver points to another address ({detail}); this is never followed',
  },
  rejected: { zh: '对方没有接受：{detail}', en: 'The receiver did not accept it: {detail}' },
  secretUnreadable: {
    zh: '本机密钥打不开这个通道已保存的密码或地址，请用“修改”重新填写',
    en: 'The keys of this installation do not open what is kept for this channel; enter it again by “Change”',
  },
  signingKeyUnreadable: {
    zh: '本机密钥打不开这个事件推送的签名密钥，请用“换新签名密钥”生成一个，交给接收方',
    en: 'The keys of this installation do not open the signing key of this webhook; make one by “New signing key” and give it to the receiver',
  },
  channelRemoved: { zh: '通道已移除，没有送出', en: 'The channel was removed before it was sent' },
  addressUnreadable: {
    zh: '本机密钥打不开收件人的地址，请收件人重新设置',
    en: 'The keys of this installation do not open the address; its owner has to enter it again',
  },
  signIn: { zh: '用户名或密码未被接受（{detail}）', en: 'User name or password were not accepted ({detail})' },
  certificate: {
    zh: '对方的证书不可信（{detail}）',
    en: 'The certificate of the receiver is not to be trusted ({detail})',
  },
});

/** The ways in which a message does not arrive. */
export type FailureKind = keyof typeof say;

/** Ways in which nothing arrives over the channel at present, whoever the receiver is. */
const ofTheChannel: ReadonlySet<FailureKind> = new Set([
  ...(['privateAddress', 'unreachable', 'timedOut', 'redirected'] as const),
  ...(['secretUnreadable', 'signingKeyUnreadable', 'signIn', 'certificate'] as const),
]);

/** What a further attempt cannot mend: a person has to change something first, or this very message can never go. */
const lasting: ReadonlySet<FailureKind> = new Set(['privateAddress', 'redirected', 'addressUnreadable']);

/** A message that did not arrive; what is thrown beside it is a fault of the program. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure';
  readonly kind: FailureKind;
  readonly detail: string;

  /** @param detail a status, an address without its secrets, or the receiver's own words, shortened */
  constructor(kind: FailureKind, detail: string) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
    this.detail = shortened(detail);
  }

  /** Whether the next receiver of the channel would fail alike. */
  get stopsChannel(): boolean {
    return ofTheChannel.has(this.kind);
  }

  /** Whether trying again by itself is of no use. */
  get isLasting(): boolean {
    return lasting.has(this.kind);
  }
}

/** Why a message did not arrive, in plain words. */
export function failureInWords(kind: string, detail: string): Message {
  return kind in say ? say[kind as FailureKind]({ detail }) : say.rejected({ detail });
}

const longestDetail = 200;

/** A receiver's words are a stranger's: one line, no control signs, not longer than a person reads. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim();
  const signs = [...line];
  return signs.length > longestDetail ? `${signs.slice(0, longestDetail - 1).join('')}…` : line;
}
