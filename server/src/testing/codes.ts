import { Secret, TOTP } from 'otpauth';

/** The six digits that a code app would show for the secret at a moment. */
export function codeAt(secret: string, timestamp: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replace(/\s/g, '')) }).generate({ timestamp });
}
