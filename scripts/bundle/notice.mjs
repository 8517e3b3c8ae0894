/** @typedef {import('./carried.mjs').Carried} Carried */

const rule = '='.repeat(78);

/**
 * The licences of what the bundle carries: a list, then each text once with all that it is of.
 * @param {readonly Carried[]} carried
 * @param {(carried: Carried) => { name: string, text: string }[]} texts licence files of a package
 * @param {readonly { title: string, text: string }[]} further texts that no package holds
 * @returns {string}
 */
export function notice(carried, texts, further) {
  const named = carried.map((one) => ({
    title: `${one.name} ${one.version}`,
    licence: one.license,
    texts: texts(one),
  }));
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const { title, texts: found } of named) {
    for (const { text } of found) byText.set(text.trim(), [...(byText.get(text.trim()) ?? []), title]);
  }
  const list = named.map(({ title, licence, texts: found }) => {
    const where = found.length > 0 ? '' : ' (the package names its licence and holds no text)';
    return `${title}: ${licence}${where}`;
  });
  const parts = [
    'Xieli (协力) is licensed under the Apache License 2.0 (LICENSE). This bundle also carries:',
    list.join('\n'),
    ...[...byText].map(([text, titles]) => `${rule}\n${titles.join(', ')}\n${rule}\n${text}`),
    ...further.map(({ title, text }) => `${rule}\n${title}\n${rule}\n${text.trim()}`),
  ];
  return `${parts.join('\n\n')}\n`;
}
