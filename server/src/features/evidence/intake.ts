import { open, readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { runAct } from '../../platform/acts.ts';
import type { ReadContext } from '../../platform/context.ts';
import { FileTooLarge, type ReceivedFile } from '../../platform/files/store.ts';
import type { Upload } from '../../platform/http/pipeline.ts';
import { invalid, Problem, refused } from '../../platform/http/problems.ts';
import { evidenceLimit } from './contract.ts';
import { cleanFileName } from './file-name.ts';
import { brokenPromise, detectType, word } from './file-types.ts';
import { say } from './messages.ts';
import { searchForMark, searchForMarkSafely } from './secrecy.ts';
import { insertFile } from './store.ts';

const headBytes = 4100;
/** Outcomes of reading that are no danger: a long, empty or oddly encoded text is kept as it is. */
const harmless: readonly string[] = ['tooLarge', 'empty', 'unreadableEncoding'];

/**
 * Takes in an uploaded file: measured while it streams, its kind told by its bytes, its head searched for a secrecy mark
 * (spine.md 3.5), and only then kept. What is refused is deleted at once and never logged.
 * @throws Problem tooLarge, invalid (empty), refused (kind, a name that promises another, macros, secrecy)
 */
export async function takeIn(
  context: ReadContext,
  upload: Upload,
): Promise<{ sha256: string; fileName: string; mediaType: string; size: number }> {
  const file = await receive(context, upload);
  try {
    const mediaType = await inspect(file, upload.fileName);
    await file.keep();
    const stored = { sha256: file.sha256, size: file.size, mediaType };
    await runAct(
      context.app,
      {
        tenantId: context.tenantId,
        actor: context.actor,
        actionId: v7(),
        action: 'file.store',
        input: stored,
        requestId: context.requestId,
        now: context.now,
      },
      async (act) => {
        await insertFile(act, stored);
        return null;
      },
    );
    return { ...stored, fileName: cleanFileName(upload.fileName) };
  } finally {
    await file.drop();
  }
}

async function receive(context: ReadContext, upload: Upload): Promise<ReceivedFile> {
  try {
    return await context.app.files.receive(context.tenantId, upload.bytes, evidenceLimit);
  } catch (error) {
    if (error instanceof FileTooLarge)
      throw new Problem('tooLarge', say.tooLarge({ limit: evidenceLimit / 1024 / 1024 }));
    throw error;
  }
}

async function inspect(file: ReceivedFile, fileName: string): Promise<string> {
  if (file.size === 0) throw invalid(say.empty());
  const found = await detectType(await headOf(file.temporaryPath));
  if (!found.ok) throw refused(found.seems === '?' ? say.unknownBytes() : say.unknownType({ type: found.seems }));
  const ending = brokenPromise(cleanFileName(fileName), found.mediaType);
  if (ending !== null) throw refused(say.otherContent({ ending }));
  if (found.mediaType === word || found.mediaType === 'text/plain')
    await refuseSecrecy(file, fileName, found.mediaType);
  return found.mediaType;
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(headBytes);
    const { bytesRead } = await handle.read(buffer, 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function refuseSecrecy(file: ReceivedFile, fileName: string, mediaType: string): Promise<void> {
  const bytes = await readFile(file.temporaryPath);
  const name = cleanFileName(fileName);
  const answer =
    mediaType === word
      ? await searchForMarkSafely({ bytes, fileName: `${name}.docx` })
      : await searchForMark({ bytes, fileName: `${name}.txt` });
  if (answer === 'exhausted') throw refused(say.unsafeArchive());
  if (answer.kind === 'marked') throw refused(say.secrecy({ mark: answer.line }));
  if (answer.kind === 'clean' || harmless.includes(answer.reason)) return;
  throw refused(answer.reason === 'macros' ? say.macros() : say.unsafeArchive());
}
