/** A tag of an XML text with its place. Names are without their prefix. */
export interface XmlTag {
  kind: 'open' | 'close' | 'empty';
  name: string;
  attributes: string;
  start: number;
  end: number;
}

/** Walks over the tags of an XML text in order; comments, declarations and character data are passed over. Linear. */
export function* xmlTags(xml: string): Generator<XmlTag> {
  let at = 0;
  for (;;) {
    const start = xml.indexOf('<', at);
    if (start < 0) return;
    const skipped = skipSpecial(xml, start);
    if (skipped > start) {
      at = skipped;
      continue;
    }
    const end = tagEnd(xml, start);
    if (end < 0) return;
    const inner = xml.slice(start + 1, end - 1);
    const closes = inner.startsWith('/');
    const empty = inner.endsWith('/');
    const body = inner.slice(closes ? 1 : 0, empty ? -1 : undefined);
    const space = body.search(/\s/);
    const qualified = space < 0 ? body : body.slice(0, space);
    yield {
      kind: closes ? 'close' : empty ? 'empty' : 'open',
      name: qualified.slice(qualified.indexOf(':') + 1),
      attributes: space < 0 ? '' : body.slice(space),
      start,
      end,
    };
    at = end;
  }
}

function skipSpecial(xml: string, start: number): number {
  const closers: [string, string][] = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ];
  for (const [opener, closer] of closers) {
    if (!xml.startsWith(opener, start)) continue;
    const end = xml.indexOf(closer, start + opener.length);
    return end < 0 ? xml.length : end + closer.length;
  }
  return start;
}

/** The place behind `>`; one inside a quoted value does not end the tag. */
function tagEnd(xml: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < xml.length; at += 1) {
    const char = xml.charAt(at);
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
  }
  return -1;
}

/** The value of an attribute, by its name without prefix. */
export function attributeOf(tag: XmlTag, name: string): string | null {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag.attributes);
  const raw = match?.[1] ?? match?.[2];
  return raw === undefined ? null : decodeEntities(raw);
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function decodeEntities(raw: string): string {
  return raw.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name as string] ?? whole;
    const code = hex ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
  });
}

export function encodeText(text: string): string {
  return text.replace(/[<>&]/g, (char) => (char === '<' ? '&lt;' : char === '>' ? '&gt;' : '&amp;'));
}

/** The paragraphs of a part as plain lines: what stands in `t` elements. `within` keeps only what is inside that element. */
export function plainLines(xml: string, within: string | null = null): string[] {
  const lines: string[] = [];
  let line = '';
  let inside = within === null ? 1 : 0;
  let textStart = -1;
  for (const tag of xmlTags(xml)) {
    if (tag.name === within) inside += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0;
    if (tag.name === 't' && tag.kind === 'open') textStart = tag.end;
    if (tag.name === 't' && tag.kind === 'close' && textStart >= 0) {
      if (inside > 0) line += decodeEntities(xml.slice(textStart, tag.start));
      textStart = -1;
    }
    if (inside > 0 && (tag.name === 'tab' || tag.name === 'br') && tag.kind !== 'close') line += ' ';
    if (tag.name === 'p' && tag.kind === 'close') {
      if (line.trim()) lines.push(line.trim());
      line = '';
    }
  }
  return lines;
}
