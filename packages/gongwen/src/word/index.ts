import { Packer } from 'docx';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { layOut } from '../layout.ts';
import type { Paper } from '../model.ts';
import { type Fonts, standardFonts } from '../roles.ts';
import { wordDocument } from './document.ts';
import { fontTableXml, stylesXml } from './styles.ts';
import { declaration, escapeXml } from './xml.ts';

/** The oldest time a zip can carry; built from local parts, because the format has no time zone. */
const noTime = new Date(1980, 0, 1);

/**
 * The document as the bytes of a .docx. The same document gives the same bytes: the file carries no time but the document's
 * own date. Typefaces are named, never carried.
 * @throws PaperError where `checkPaper` finds something
 */
export async function toDocx(paper: Paper, fonts: Fonts = standardFonts): Promise<Uint8Array> {
  const title = typeof paper.title === 'string' ? paper.title : paper.title.join('');
  const document = wordDocument(layOut(paper), fonts, { title, creator: paper.issuer });
  const packed = await Packer.pack(document, 'uint8array', undefined, [
    { path: 'word/styles.xml', data: stylesXml(fonts) },
    { path: 'word/fontTable.xml', data: fontTableXml(fonts) },
    { path: 'docProps/core.xml', data: corePropertiesXml(title, paper.issuer, paper.date) },
  ]);
  const entries = Object.entries(unzipSync(packed)).sort(([a], [b]) => (a < b ? -1 : 1));
  // The list of content types leads, as readers of the format expect.
  entries.sort(([a], [b]) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml'));
  return zipSync(Object.fromEntries(entries) satisfies Zippable, { mtime: noTime, level: 6 });
}

function corePropertiesXml(title: string, creator: string, date: string | null): string {
  const stamp = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:${name}>`;
  return (
    `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator>` +
    `<cp:lastModifiedBy>${escapeXml(creator)}</cp:lastModifiedBy>` +
    `${date ? `${stamp('created')}${stamp('modified')}` : ''}</cp:coreProperties>`
  );
}
