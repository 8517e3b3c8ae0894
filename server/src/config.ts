import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import type { Sentence } from './platform/locale/messages.ts';

/** A demo has a fictional city and default accounts; production has neither. */
export type Mode = 'demo' | 'production';

/** The settings of an installation, from the environment (design.md 4). */
export type Config = {
  mode: Mode;
  host: string;
  /** 0 lets the system choose a free port. */
  port: number;
  /** Absolute path. */
  dataDir: string;
  /** Absolute path of the file with keys and passwords. */
  secretFile: string;
  /** Connection string of the schema's owner; null means the embedded database. */
  databaseUrl: string | null;
  /** Connection string of an application role that an administrator made; null means that `migrate` makes it. */
  databaseAppUrl: string | null;
  /** Origin under which people reach this installation, without a path; null until it is set. */
  publicUrl: string | null;
  /** The provider of single sign-on (OpenID Connect); null where people sign in with passwords alone. */
  singleSignOn: SingleSignOn | null;
  /** Addresses and networks (CIDR) of proxies that are believed when they tell a visitor's address, beside those on this machine. */
  trustedProxies: readonly string[];
  /** What opens /metrics to programs on other machines; null where only this one may read it. */
  metricsToken: string | null;
  /** Day on which a demo begins, YYYY-MM-DD; null means the day of its first start. */
  demoDate: string | null;
};

/** How this installation is known at its provider of single sign-on. */
export interface SingleSignOn {
  issuer: string;
  clientId: string;
  /** Null for a public client, which proves itself by PKCE alone. */
  clientSecret: string | null;
  /** What people call the provider; it stands on the button. */
  name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Setting<T> = { name: string; schema: z.ZodType<T>; allowed: Sentence; secret?: boolean };

/** A setting that stops the start, said in one line: which, why, what is allowed. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
  readonly setting: string;

  constructor(setting: string, value: string | null, allowed: Sentence) {
    const shown = value === null ? setting : `${setting}=${JSON.stringify(value)}`;
    super(`${shown} 不能用:${allowed.zh}。 / ${shown} cannot be used: ${allowed.en}.`);
    this.setting = setting;
  }
}

const port: Setting<number> = {
  name: 'XIELI_PORT',
  schema: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65535)),
  allowed: { zh: '须为 0 到 65535 的整数', en: 'it must be an integer from 0 to 65535' },
};

const host: Setting<string> = {
  name: 'XIELI_HOST',
  schema: z.string().regex(/^[\p{L}\p{N}.:_-]+$/u),
  allowed: {
    zh: '须为本机的地址或主机名,如 127.0.0.1',
    en: 'it must be an address or name of this machine, such as 127.0.0.1',
  },
};

const publicUrl: Setting<string> = {
  name: 'XIELI_PUBLIC_URL',
  schema: z
    .url({ protocol: /^https?$/ })
    .refine((text) => /^https?:\/\/[^/?#@]+\/?$/.test(text))
    .transform((text) => text.replace(/\/$/, '')),
  allowed: {
    zh: '须为 http(s) 地址,不带路径,如 https://xieli.example.cn',
    en: 'it must be an http(s) address without a path, such as https://xieli.example.cn',
  },
};

const oidcIssuer: Setting<string> = {
  name: 'XIELI_OIDC_ISSUER',
  schema: z
    .url({ protocol: /^https?$/ })
    .refine((text) => text.startsWith('https:') || /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${text}/`)),
  allowed: {
    zh: '须为 https 地址(仅本机试用时可为 http),与身份提供方公布的 issuer 完全一致',
    en: 'it must be an https address (http only on this machine), exactly the issuer that the provider publishes',
  },
};

const oidcClientId: Setting<string> = {
  name: 'XIELI_OIDC_CLIENT_ID',
  schema: z.string().max(300),
  allowed: { zh: '须为身份提供方发给本系统的标识', en: 'it must be the client id that the provider gave' },
};

const oidcClientSecret: Setting<string> = {
  name: 'XIELI_OIDC_CLIENT_SECRET',
  schema: z.string().max(1000),
  allowed: { zh: '须为身份提供方发给本系统的密钥', en: 'it must be the client secret that the provider gave' },
  secret: true,
};

const oidcName: Setting<string> = {
  name: 'XIELI_OIDC_NAME',
  schema: z.string().max(30),
  allowed: { zh: '须为 30 字以内的名称,如 市统一身份认证', en: 'it must be a name of at most 30 signs' },
};

const metricsToken: Setting<string> = {
  name: 'XIELI_METRICS_TOKEN',
  schema: z.string().regex(/^[\x21-\x7e]{16,200}$/),
  allowed: { zh: '须为 16 到 200 个字母、数字或符号', en: 'it must be 16 to 200 letters, digits or signs of ASCII' },
  secret: true,
};

const trustedProxy: Setting<string[]> = {
  name: 'XIELI_TRUSTED_PROXY',
  schema: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((list) => list.every(isAddressOrNetwork)),
  allowed: {
    zh: '须为代理的地址或网段(CIDR),用逗号隔开,如 10.20.0.5,10.30.0.0/24;不能是所有地址',
    en: 'it must be addresses or networks (CIDR) of proxies with commas between, such as 10.20.0.5,10.30.0.0/24, and not every address',
  },
};

const demoDate: Setting<string> = {
  name: 'XIELI_DEMO_DATE',
  schema: z.iso.date(),
  allowed: { zh: '须为真实的日期,写作 YYYY-MM-DD', en: 'it must be a real date, written YYYY-MM-DD' },
};

const databaseUrl: Setting<string> = {
  name: 'XIELI_DATABASE_URL',
  schema: z.string().refine(isDatabaseUrl),
  allowed: {
    zh: '须为 postgres://用户:密码@主机:端口/库名',
    en: 'it must be written postgres://user:password@host:port/database',
  },
  secret: true,
};

const databaseAppUrl: Setting<string> = { ...databaseUrl, name: 'XIELI_DATABASE_APP_URL' };

const anyPath = (name: string): Setting<string> => ({
  name,
  schema: z.string().refine((text) => !text.includes('\0')),
  allowed: { zh: '须为路径', en: 'it must be a path' },
});

const known = new Set([
  ...[
    port,
    host,
    publicUrl,
    demoDate,
    metricsToken,
    trustedProxy,
    databaseUrl,
    databaseAppUrl,
    ...[oidcIssuer, oidcClientId, oidcClientSecret, oidcName],
  ].map((setting) => setting.name),
  'XIELI_DATA_DIR',
  'XIELI_SECRET_FILE',
  // Read by the tests and by the development server of the web alone.
  'XIELI_CHROMIUM',
  'XIELI_TEST_DATABASE',
  'XIELI_MANUAL_PICTURES',
  'XIELI_PICTURES',
  'XIELI_README_PICTURES',
  'XIELI_DEV_SERVER',
]);

/**
 * Reads the settings. An empty setting counts as absent; an unknown one that begins with XIELI_ is refused, because a
 * misspelt XIELI_DATABASE_URL would quietly start another database.
 * @throws BadSetting for the first setting that cannot be used
 */
export function readConfig(mode: Mode, environment: Environment = process.env): Config {
  refuseUnknown(environment);
  const dataDir = path.resolve(read(anyPath('XIELI_DATA_DIR'), environment) ?? 'data');
  const config: Config = {
    mode,
    host: read(host, environment) ?? '127.0.0.1',
    port: read(port, environment) ?? 8080,
    dataDir,
    secretFile: path.resolve(read(anyPath('XIELI_SECRET_FILE'), environment) ?? path.join(dataDir, 'secrets.json')),
    databaseUrl: read(databaseUrl, environment),
    databaseAppUrl: read(databaseAppUrl, environment),
    publicUrl: read(publicUrl, environment),
    singleSignOn: readSingleSignOn(environment),
    trustedProxies: read(trustedProxy, environment) ?? [],
    metricsToken: read(metricsToken, environment),
    demoDate: read(demoDate, environment),
  };
  refuseContradictions(config);
  return config;
}

/** @throws BadSetting when one of the two that are needed is missing */
function readSingleSignOn(environment: Environment): SingleSignOn | null {
  const issuer = read(oidcIssuer, environment);
  const clientId = read(oidcClientId, environment);
  const clientSecret = read(oidcClientSecret, environment);
  const name = read(oidcName, environment);
  if (issuer === null && clientId === null && clientSecret === null && name === null) return null;
  if (issuer === null) throw new BadSetting(oidcIssuer.name, '', oidcIssuer.allowed);
  if (clientId === null) throw new BadSetting(oidcClientId.name, '', oidcClientId.allowed);
  return { issuer, clientId, clientSecret, name: name ?? '统一身份认证' };
}

function read<T>({ name, schema, allowed, secret }: Setting<T>, environment: Environment): T | null {
  const text = environment[name];
  if (text === undefined || text === '') return null;
  const result = schema.safeParse(text);
  if (!result.success) throw new BadSetting(name, secret ? null : text, allowed);
  return result.data;
}

function refuseUnknown(environment: Environment): void {
  const name = Object.keys(environment).find((key) => key.startsWith('XIELI_') && !known.has(key));
  if (!name) return;
  const names = [...known].join(', ');
  throw new BadSetting(name, null, {
    zh: `没有这个设置,可用的有 ${names}`,
    en: `there is no such setting, only ${names}`,
  });
}

function refuseContradictions({ mode, demoDate: date, databaseUrl: owner, databaseAppUrl: app }: Config): void {
  if (mode === 'production' && date !== null) {
    throw new BadSetting('XIELI_DEMO_DATE', date, { zh: '只有演示可以设置', en: 'only a demo may set it' });
  }
  if (app === null) return;
  if (owner === null) {
    throw new BadSetting('XIELI_DATABASE_APP_URL', null, {
      zh: '须与 XIELI_DATABASE_URL 一起设置',
      en: 'it needs XIELI_DATABASE_URL beside it',
    });
  }
  if (new URL(owner).username === new URL(app).username) {
    throw new BadSetting('XIELI_DATABASE_APP_URL', null, {
      zh: '不得与 XIELI_DATABASE_URL 用同一个数据库用户',
      en: 'it must not be the same database user as XIELI_DATABASE_URL',
    });
  }
}

/** A network of every address would let anybody say who he is. */
function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || more.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, pathname } = new URL(text);
  return /^postgres(ql)?:$/.test(protocol) && hostname !== '' && username !== '' && pathname.length > 1;
}
