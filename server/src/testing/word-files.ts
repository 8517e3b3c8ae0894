import { strToU8, type Zippable, zipSync } from 'fflate';

const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const wordNamespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A paragraph of one run for each text, as a word processor splits them. */
export function para(...runs: string[]): string {
  return `<w:p>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join('')}</w:p>`;
}

/** A paragraph for each text. */
export const paras = (...texts: string[]): string => texts.map((text) => para(text)).join('');

export const officeHeader = `<w:hdr ${wordNamespace}>${para('内部资料')}</w:hdr>`;

/**
 * The smallest Word file with a header and a style sheet of its own.
 * @param body content of `w:body`
 * @param more further parts, or others in place of the usual ones
 */
export function wordFile(body: string, more: Record<string, string | Uint8Array> = {}): Buffer {
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${main}.styles+xml"/><Override PartName="/word/header1.xml" ContentType="${main}.header+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${relationships}">${relationship('styles', 'styles.xml')}${relationship('header', 'header1.xml')}</Relationships>`,
    'word/styles.xml': `<w:styles ${wordNamespace}><w:style w:type="paragraph" w:styleId="OfficeText"><w:name w:val="机关正文"/></w:style></w:styles>`,
    'word/header1.xml': officeHeader,
    'word/document.xml': `<w:document ${wordNamespace}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...more,
  };
  const files: Zippable = {};
  for (const [name, part] of Object.entries(parts)) files[name] = typeof part === 'string' ? strToU8(part) : part;
  return Buffer.from(zipSync(files));
}

/** A line of a part's relationships; its target lies outside the file where it says so. */
export function relationship(kind: string, target: string, mode = ''): string {
  const type = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}`;
  return `<Relationship Id="${kind}" Type="${type}" Target="${target}"${mode === '' ? '' : ` TargetMode="${mode}"`}/>`;
}

/** The relationships of a part. */
export function relationshipsOf(...lines: string[]): string {
  return `<Relationships xmlns="${relationships}">${lines.join('')}</Relationships>`;
}
