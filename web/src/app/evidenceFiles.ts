import { call } from './client.ts';

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

/**
 * Sends the bytes ahead of the act that names them. The server keeps them by their hash, so sending them again changes nothing.
 * @throws ApiProblem why they were not taken
 */
export async function sendEvidenceFile(file: Blob, name: string): Promise<{ fileSha256: string; fileName: string }> {
  const headers = { 'X-File-Name': encodeURIComponent(name) };
  const stored = await call('POST /api/files', { query: { purpose: 'evidence' }, body: file }, { headers });
  return { fileSha256: stored.sha256, fileName: stored.fileName };
}
