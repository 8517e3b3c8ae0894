/** Evidence of 50 MB at most (spine.md 7.3); said before anything is chosen. */
export const evidenceLimitBytes = 50 * 1024 * 1024;

/** What the server takes as evidence; it looks at the bytes as well. */
export const evidenceEndings = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.heic',
  '.pdf',
  '.doc',
  '.docx',
  '.xls',
  '.xlsx',
  '.txt',
];
