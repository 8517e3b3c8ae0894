import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in letters that fit a cookie and an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. A fast hash serves: nothing of 256 random bits can be guessed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Cookie and invitation carry the tenant in front, so that it is known before the first statement (stack.md 5). */
export function withTenant(tenantId: string, token: string): string {
  return `${tenantId}.${token}`;
}

/** @returns null when the text is no such token */
export function readTenantToken(text: string | undefined): { tenantId: string; token: string } | null {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/.exec(text ?? '');
  return match?.[1] && match[2] ? { tenantId: match[1], token: match[2] } : null;
}
