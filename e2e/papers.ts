import { Document, Packer, Paragraph } from 'docx';
import type { Page } from 'playwright-core';

/** A file as it is chosen in a page. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A photo, taken of what this browser shows. */
export async function photo(page: Page, name: string): Promise<ChosenFile> {
  return { name, mimeType: 'image/jpeg', buffer: await page.screenshot({ type: 'jpeg', quality: 60 }) };
}

/** What this browser shows, printed. */
export async function pdf(page: Page, name: string): Promise<ChosenFile> {
  return { name, mimeType: 'application/pdf', buffer: await page.pdf() };
}

/** A Word file of these paragraphs. */
export async function wordFile(name: string, paragraphs: readonly string[]): Promise<ChosenFile> {
  const document = new Document({ sections: [{ children: paragraphs.map((text) => new Paragraph(text)) }] });
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return { name, mimeType, buffer: await Packer.toBuffer(document) };
}
