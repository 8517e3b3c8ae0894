import { call } from './client.ts';

/**
 * Sends the bytes ahead of the act that names them. The server keeps them by their hash, so sending them again changes nothing.
 * @throws ApiProblem why they were not taken
 */
export async function sendEvidenceFile(file: Blob, name: string): Promise<{ fileSha256: string; fileName: string }> {
  const headers = { 'X-File-Name': encodeURIComponent(name) };
  const stored = await call('POST /api/files', { query: { purpose: 'evidence' }, body: file }, { headers });
  return { fileSha256: stored.sha256, fileName: stored.fileName };
}
