import { characterSpacing, linePitch, sizes } from '../grid.ts';
import { type Face, type Fonts, type Role, roleTypes } from '../roles.ts';
import { declaration, escapeXml, wordNamespace } from './xml.ts';

export const red = 'FF0000';

/** What every paragraph has, so that the grid holds: 22 lines to a page and 28 characters to a line, whatever the text. */
const keepsGrid =
  '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' +
  `<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${linePitch}" w:lineRule="exact"/>`;

/**
 * word/styles.xml: one named paragraph style per role, on defaults that keep the grid. Written here and not by the library,
 * whose options cannot switch off the room Word leaves between Chinese and Latin characters, hanging punctuation and widow
 * control, each of which breaks the 22 by 28.
 */
export function stylesXml(fonts: Fonts): string {
  const styles = (Object.keys(roleTypes) as Role[]).map((role) => {
    const { style, face, size, red: isRed } = roleTypes[role];
    const run = `${fontsXml(fonts, face)}${isRed ? `<w:color w:val="${red}"/>` : ''}${spacingXml(size)}${sizeXml(size)}`;
    return (
      `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${role}"><w:name w:val="${style}"/>` +
      `<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${outlineXml(role)}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
    );
  });
  return (
    `${declaration}<w:styles ${wordNamespace}><w:docDefaults><w:rPrDefault><w:rPr>${fontsXml(fonts, 'body')}` +
    `${spacingXml(sizes.third)}${sizeXml(sizes.third)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr>${keepsGrid}</w:pPr></w:pPrDefault></w:docDefaults>` +
    // Again in the style: LibreOffice does not take all of it from the defaults.
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>${keepsGrid}</w:pPr>` +
    '</w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>' +
    '<w:semiHidden/></w:style>' +
    `${styles.join('')}</w:styles>`
  );
}

/** word/fontTable.xml: each typeface with the one alternative that the format can name. */
export function fontTableXml(fonts: Fonts): string {
  const entries = Object.values(fonts).map(
    ({ name, fallbacks: [fallback] }) =>
      `<w:font w:name="${escapeXml(name)}">${fallback ? `<w:altName w:val="${escapeXml(fallback)}"/>` : ''}` +
      '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>',
  );
  return `${declaration}<w:fonts ${wordNamespace}>${[...new Set(entries)].join('')}</w:fonts>`;
}

function fontsXml(fonts: Fonts, face: Face): string {
  const name = escapeXml(fonts[face].name);
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`;
}

/** Only 三号 is set closer: 28 of it are wider than the line; other sizes have room. */
function spacingXml(size: number): string {
  return `<w:spacing w:val="${size === sizes.third ? characterSpacing : 0}"/>`;
}

function sizeXml(size: number): string {
  return `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`;
}

/** Headings appear in the navigation pane of a word processor. */
function outlineXml(role: Role): string {
  const level = role.startsWith('heading') ? Number(role.slice(-1)) : role === 'title' ? 0 : null;
  return level === null ? '' : `<w:outlineLvl w:val="${level}"/>`;
}
