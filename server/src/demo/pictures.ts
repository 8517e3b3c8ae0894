import sharp from 'sharp';
import type { Random } from './random.ts';

const walls = ['#e9e2d4', '#dfe5e2', '#e6dfe6', '#e4e6da'] as const;
const tables = ['#7a5230', '#5c4433', '#6b5b45'] as const;
const coats = ['#32465a', '#4b3b52', '#2f4a3e', '#5a4636', '#3c3c46'] as const;

/**
 * A drawn picture of a meeting, so that the demo's evidence holds photographs that show nobody and no place.
 * @returns JPEG bytes
 */
export async function meetingPicture(random: Random, caption: string): Promise<Buffer> {
  const people = 5 + random.below(5);
  const seats = Array.from({ length: people }, (_, index) => {
    const x = 90 + (index * 620) / (people - 1);
    const coat = random.pick(coats);
    return `<circle cx="${x}" cy="300" r="22" fill="#d9b99b"/><path d="M${x - 34} 392 q34 -84 68 0 z" fill="${coat}"/>`;
  });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="560">
    <rect width="800" height="560" fill="${random.pick(walls)}"/>
    <rect x="90" y="60" width="620" height="110" rx="6" fill="#9b2226"/>
    <text x="400" y="128" font-size="34" fill="#fff" text-anchor="middle" font-family="sans-serif">${escaped(caption)}</text>
    ${seats.join('')}
    <path d="M40 392 h720 l40 168 h-800 z" fill="${random.pick(tables)}"/>
  </svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 78 }).toBuffer();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
