import path from 'node:path';
import { expect, test } from 'vitest';
import { BadSetting, readConfig } from './config.ts';

test('without any setting it serves on loopback with its own database', () => {
  expect(readConfig('demo', {})).toEqual({
    mode: 'demo',
    host: '127.0.0.1',
    port: 8080,
    dataDir: path.resolve('data'),
    secretFile: path.resolve('data/secrets.json'),
    databaseUrl: null,
    databaseAppUrl: null,
    publicUrl: null,
    singleSignOn: null,
    trustedProxies: [],
    metricsToken: null,
    demoDate: null,
  });
});

test('each setting is read, an empty one counts as absent', () => {
  const config = readConfig('demo', {
    XIELI_PORT: '0',
    XIELI_HOST: '::',
    XIELI_DATA_DIR: '/srv/协力',
    XIELI_SECRET_FILE: '',
    XIELI_DATABASE_URL: 'postgresql://owner:pw@db:5432/xieli',
    XIELI_DATABASE_APP_URL: 'postgres://app@db/xieli',
    XIELI_PUBLIC_URL: 'https://xieli.example.cn/',
    XIELI_DEMO_DATE: '2028-02-29',
    XIELI_OIDC_ISSUER: 'https://id.example.cn/realm',
    XIELI_OIDC_CLIENT_ID: 'xieli',
    XIELI_METRICS_TOKEN: 'only-for-the-monitor',
    XIELI_TRUSTED_PROXY: '10.20.0.5, 10.30.0.0/24,fd00::/8',
    PATH: '/bin',
  });
  expect(config).toMatchObject({
    port: 0,
    host: '::',
    dataDir: '/srv/协力',
    secretFile: '/srv/协力/secrets.json',
    databaseUrl: 'postgresql://owner:pw@db:5432/xieli',
    databaseAppUrl: 'postgres://app@db/xieli',
    publicUrl: 'https://xieli.example.cn',
    singleSignOn: {
      issuer: 'https://id.example.cn/realm',
      clientId: 'xieli',
      clientSecret: null,
      name: '统一身份认证',
    },
    metricsToken: 'only-for-the-monitor',
    trustedProxies: ['10.20.0.5', '10.30.0.0/24', 'fd00::/8'],
    demoDate: '2028-02-29',
  });
});

const bad: [string, string][] = [
  ['XIELI_PORT', '65536'],
  ['XIELI_METRICS_TOKEN', 'short'],
  ['XIELI_TRUSTED_PROXY', 'proxy.example.cn'],
  ['XIELI_TRUSTED_PROXY', '10.20.0.5,'],
  ['XIELI_TRUSTED_PROXY', '10.20.0.5 10.20.0.6'],
  ['XIELI_TRUSTED_PROXY', '10.20.0.0/33'],
  ['XIELI_TRUSTED_PROXY', '0.0.0.0/0'],
  ['XIELI_TRUSTED_PROXY', 'true'],
  ['XIELI_PORT', '-1'],
  ['XIELI_PORT', '80 '],
  ['XIELI_PORT', '8e3'],
  ['XIELI_HOST', 'http://127.0.0.1'],
  ['XIELI_PUBLIC_URL', 'xieli.example.cn'],
  ['XIELI_PUBLIC_URL', 'https://xieli.example.cn/xieli'],
  ['XIELI_PUBLIC_URL', 'ftp://xieli.example.cn'],
  ['XIELI_DEMO_DATE', '2026-02-29'],
  ['XIELI_DEMO_DATE', '2026-1-5'],
  ['XIELI_DATABASE_URL', 'mysql://owner@db/xieli'],
  ['XIELI_DATABASE_URL', 'postgres://db/xieli'],
  ['XIELI_DATABASE_URL', 'postgres://owner@db'],
  ['XIELI_DATABASE_URL', 'postgres:///xieli'],
  ['XIELI_DATABASE_APP_URL', 'postgres://app@db/xieli'],
  ['XIELI_OIDC_ISSUER', 'http://id.example.cn'],
  ['XIELI_OIDC_ISSUER', 'id.example.cn'],
  ['XIELI_DATABSE_URL', 'postgres://owner@db/xieli'],
];

test.each(bad)('%s=%s is refused in one line that names it', (name, value) => {
  const refused = () => readConfig('demo', { [name]: value });
  expect(refused).toThrow(BadSetting);
  expect(refused).toThrow(new RegExp(`^${name}[^\n]*$`));
});

test('single sign-on needs its issuer and its client id', () => {
  expect(() => readConfig('production', { XIELI_OIDC_CLIENT_ID: 'xieli' })).toThrow(/XIELI_OIDC_ISSUER/);
  const issuer = { XIELI_OIDC_ISSUER: 'https://id.example.cn' };
  expect(() => readConfig('production', issuer)).toThrow(/XIELI_OIDC_CLIENT_ID/);
});

test('production refuses a demo date', () => {
  expect(() => readConfig('production', { XIELI_DEMO_DATE: '2026-05-01' })).toThrow(/XIELI_DEMO_DATE/);
});

test('owner and application are two database users', () => {
  const same = { XIELI_DATABASE_URL: 'postgres://x@db/xieli', XIELI_DATABASE_APP_URL: 'postgres://x@db/xieli' };
  expect(() => readConfig('demo', same)).toThrow(/XIELI_DATABASE_APP_URL/);
});

test('a password is never repeated in the refusal', () => {
  const wrong = { XIELI_DATABASE_URL: 'mysql://owner:geheim@db/xieli' };
  expect(() => readConfig('demo', wrong)).toThrow(BadSetting);
  expect(() => readConfig('demo', wrong)).not.toThrow(/geheim/);
});
