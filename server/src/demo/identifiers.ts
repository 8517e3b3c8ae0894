import { createRandom } from './random.ts';

// The moment that all ids of the demo pretend to be made at: fixed, so that the anchor does not change them.
const TIMESTAMP_BASE = Date.UTC(2020, 0, 1);

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/**
 * A maker of UUIDs in the shape of version 7, determined by the seed and the number of calls. The counter moves the
 * timestamp, so ids are unique and ordered whatever the random part gives.
 */
export function createIdentifiers(seed: number): () => string {
  const random = createRandom(seed ^ 0x5eed1d5);
  let made = 0;

  return function identifier(): string {
    const timestamp = hexadecimal(TIMESTAMP_BASE + made, 12);
    made += 1;
    const randomA = hexadecimal(random.below(0x1000), 3);
    const variant = hexadecimal(0x8000 + random.below(0x4000), 4);
    const randomB = hexadecimal(random.below(0x1000000), 6) + hexadecimal(random.below(0x1000000), 6);
    return `${timestamp.slice(0, 8)}-${timestamp.slice(8)}-7${randomA}-${variant}-${randomB}`;
  };
}
