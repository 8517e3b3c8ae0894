import { attributeOf, openArchive, type RefusalReason, xmlTags } from '@xieli/directive';
import { unzipSync } from 'fflate';

/** The parts of a Word file by their names. */
export type Parts = Record<string, Uint8Array>;

/** Why a file cannot be a template at all. `detail` is a name in the file, for the person to find it. */
export interface Refusal {
  reason: RefusalReason | 'wordTemplate' | 'attachedTemplate' | 'outside' | 'embedded';
  detail: string;
}

/** Unpacked bytes of a template: a letterhead with pictures has a few megabytes. */
const mostBytes = 60 * 1024 * 1024;
const mainPart = 'word/document.xml';
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** The parts in which fields are filled. */
export const filledPart = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

/** What must not come along with every paper of an office: programs, other files, and pieces that are fetched from elsewhere. */
const embeddedPart = /^word\/(?:embeddings|activeX)\//i;
const embeddedKind =
  /\/(?:oleObject|package|control|activeXControlBinary|aFChunk|subDocument|frame|vbaProject|wordVbaData|attachedToolbars)$/i;
const harmlessLink = /^(?:https?:|mailto:|#)/i;

/**
 * Opens a Word file from a stranger: a zip within bounds, no macro, no password, nothing that points outside it but links to be
 * clicked. Pure; everything that is wrong is an answer.
 */
export function openTemplate(bytes: Uint8Array): Parts | Refusal {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { reason: 'unsupportedFormat', detail: 'ole' };
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { reason: 'notADocument', detail: 'bytes' };
  const archive = openArchive(bytes, { wants: () => true, mostBytes });
  if (!(archive instanceof Uint8Array)) return { reason: archive.reason, detail: archive.detail };
  const parts = unzipSync(archive);
  if (!parts[mainPart]) return { reason: 'notADocument', detail: mainPart };
  const type = typeOfMain(textOf(parts['[Content_Types].xml']) ?? '');
  if (type?.includes('template')) return { reason: 'wordTemplate', detail: type };
  if (type !== mainType) return { reason: 'notADocument', detail: 'contentType' };
  const embedded = Object.keys(parts).find((name) => embeddedPart.test(name));
  if (embedded) return { reason: 'embedded', detail: embedded };
  for (const [name, part] of Object.entries(parts)) {
    const refusal = name.endsWith('.rels') ? relationshipRefusal(name, textOf(part)) : null;
    if (refusal) return refusal;
  }
  return parts;
}

export const isRefusal = (opened: Parts | Refusal): opened is Refusal => 'reason' in opened;

function typeOfMain(contentTypes: string): string | null {
  for (const tag of xmlTags(contentTypes))
    if (tag.name === 'Override' && attributeOf(tag, 'PartName') === `/${mainPart}`)
      return attributeOf(tag, 'ContentType');
  return null;
}

function relationshipRefusal(name: string, xml: string | null): Refusal | null {
  if (xml === null) return { reason: 'damaged', detail: name };
  for (const tag of xmlTags(xml)) {
    if (tag.name !== 'Relationship' || tag.kind === 'close') continue;
    const type = attributeOf(tag, 'Type') ?? '';
    const target = attributeOf(tag, 'Target') ?? '';
    if (embeddedKind.test(type)) return { reason: 'embedded', detail: target };
    const leaves = attributeOf(tag, 'TargetMode')?.toLowerCase() === 'external' || /^[a-z][a-z\d+.-]*:/i.test(target);
    if (leaves && /\/attachedTemplate$/i.test(type)) return { reason: 'attachedTemplate', detail: target };
    if (leaves && !(/\/hyperlink$/i.test(type) && harmlessLink.test(target)))
      return { reason: 'outside', detail: target };
  }
  return null;
}

/** A part as text; null where it is not UTF-8 or declares entities. */
export function textOf(part: Uint8Array | undefined): string | null {
  if (!part) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part);
    return /<!(?:DOCTYPE|ENTITY)/i.test(text) ? null : text;
  } catch {
    // Another encoding is nothing a word processor writes.
    return null;
  }
}
