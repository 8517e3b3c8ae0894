import { organisationKinds } from '@xieli/codes';
import type { ReadContext } from '../../platform/context.ts';
import type { Download } from '../../platform/http/pipeline.ts';
import type { Language } from '../../platform/locale/messages.ts';
import { listSheet, wordsOf } from '../../platform/sheets/list-sheet.ts';
import type { OrganisationItem } from './contract.ts';

const kindWords = Object.fromEntries(organisationKinds.map(({ id, name, english }) => [id, { zh: name, en: english }]));
const standing = { true: { zh: '现存', en: 'exists' }, false: { zh: '已撤销', en: 'dissolved' } };

/** The list of organisations as a spreadsheet; names and kinds of organisations are public. */
export function exportOrganisations(
  context: ReadContext,
  filter: Record<string, unknown>,
  page: (cursor: string | undefined) => Promise<{ items: OrganisationItem[]; next: string | null }>,
  language: Language,
): Promise<Download> {
  const kind = wordsOf(kindWords, language);
  const exists = wordsOf(standing, language);
  return listSheet(
    context,
    {
      title: { zh: '组织列表', en: 'Organisations' },
      columns: [
        { title: { zh: '名称', en: 'Name' }, width: 36, cell: (row) => row.name },
        { title: { zh: '类别', en: 'Kind' }, width: 16, cell: (row) => kind(row.kind) },
        { title: { zh: '所属政协', en: 'Body' }, width: 28, cell: (row) => row.bodyName },
        { title: { zh: '简称', en: 'Short names' }, width: 28, cell: (row) => row.aliases.join('、') },
        { title: { zh: '状态', en: 'State' }, width: 10, cell: (row) => exists(String(row.exists)) },
        { title: { zh: '编号', en: 'Id' }, width: 12, cell: (row) => row.id },
      ],
      filter,
      page,
    },
    language,
  );
}
