import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Secrets at rest: values encrypted with a key that is not in the database, found again by a blind index. */
export interface Cipher {
  /** Ciphertext bound to its place (`people.phone`), so that it cannot be moved to another column. */
  seal(plain: string, place: string): Buffer;
  /** @throws Unreadable when the key or the place is another, or the bytes were changed */
  open(sealed: Buffer, place: string): string;
  /** Equal requests give equal digests; without the key no guess at what was asked can be tried against one. */
  requestDigest(request: string): string;
  /** Equal values give equal indexes; without the key nothing follows from one. */
  blindIndex(plain: string, place: string): string;
}

/** The keys of this installation do not open a value: it was encrypted with others, or its bytes were changed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** The value, or null where the keys of this installation do not open it, as after a restore without them. */
export function openOrNull(cipher: Cipher, sealed: Buffer, place: string): string | null {
  try {
    return cipher.open(sealed, place);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a random nonce; blind index and digests by HMAC-SHA-256. Keys are 32 bytes each. */
export function openCipher(keys: { encryption: Buffer; blindIndex: Buffer; request: Buffer }): Cipher {
  return {
    seal(plain, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce);
      cipher.setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, place) {
      const decipher = createDecipheriv('aes-256-gcm', keys.encryption, sealed.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const body = sealed.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new Unreadable(`A value of ${place} cannot be read with these keys`, { cause: error });
      }
    },
    requestDigest: (request) => createHmac('sha256', keys.request).update(request).digest('hex'),
    blindIndex: (plain, place) =>
      createHmac('sha256', keys.blindIndex).update(`${place}\0${plain}`).digest('base64url'),
  };
}
