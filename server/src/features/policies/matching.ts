/** What a document is cited as. */
export interface Cited {
  title: string;
  number: string | null;
}

/** What a registered document is matched by. */
export interface Registered {
  id: string;
  titleKey: string;
  numberKey: string;
}

/** How a cited document was found among the registered ones. */
export type Match =
  | { kind: 'number' | 'title'; id: string }
  /** Several bear the title, and no number tells them apart. */
  | { kind: 'several'; ids: string[] }
  | { kind: 'none' };

/** Who issues, at the beginning of a title: `云汀市委办公室关于…`. */
const issuer =
  /^[\p{Script=Han}、]{2,40}?(?:委员会|党委|市委|县委|区委|省委|政协|党组|政府|办公室|办公厅|部|厅|局|院)关于/u;

/**
 * What two spellings of one title have in common: width, white space, every kind of title bracket, nested or not, and an
 * issuer before 关于 do not count.
 */
export function titleKey(title: string): string {
  const plain = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s《》〈〉<>「」『』“”"'‘’·]/g, '')
    .replace(/[,.，。;；:：]+$/u, '')
    .replace(/[()[\]〔〕【】]/g, '');
  return plain.replace(issuer, '关于');
}

/** What two spellings of one number have in common: `云协发〔2020〕05号`, `云协发[2020]第5号`. Empty for none. */
export function numberKey(number: string | null): string {
  if (number === null) return '';
  const plain = number.normalize('NFKC').replace(/\s/g, '');
  return plain
    .replace(/[〔[【(](\d{4})年?[〕\]】)]/u, '[$1]')
    .replace(/[(（]?第?0*(\d+)[)）]?号?$/u, '$1')
    .toLowerCase();
}

/**
 * Which registered document a citation means. Two numbers decide, whatever the titles say; without both the title does.
 * @param registered none of them a double of another one
 */
export function matchPolicy(cited: Cited, registered: readonly Registered[]): Match {
  const number = numberKey(cited.number);
  if (number !== '') {
    const byNumber = registered.filter((one) => one.numberKey === number);
    const [only] = byNumber;
    if (only && byNumber.length === 1) return { kind: 'number', id: only.id };
    if (byNumber.length > 1) return { kind: 'several', ids: byNumber.map((one) => one.id) };
  }
  // A document that is cited by its number alone has no title to go by.
  if (number !== '' && numberKey(cited.title) === number) return { kind: 'none' };
  const title = titleKey(cited.title);
  const byTitle = registered.filter(
    (one) => one.titleKey === title && (number === '' || one.numberKey === '' || one.numberKey === number),
  );
  const [only] = byTitle;
  if (!only) return { kind: 'none' };
  return byTitle.length === 1 ? { kind: 'title', id: only.id } : { kind: 'several', ids: byTitle.map((one) => one.id) };
}
