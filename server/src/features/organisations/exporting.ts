import { organisationKinds } from '@xieli/codes';
import type { ReadContext } from '../../platform/context.ts';
import type { Language } from '../../platform/locale/messages.ts';
import type { Ledger } from '../../platform/sheets/ledger.ts';
import { listSheet, unchanging, wordsOf } from '../../platform/sheets/list-sheet.ts';
import type { OrganisationItem } from './contract.ts';

const kindWords = Object.fromEntries(organisationKinds.map(({ id, name, english }) => [id, { zh: name, en: english }]));
const standing = { true: { zh: '现存', en: 'exists' }, false: { zh: '已撤销', en: 'dissolved' } };

/** The list of organisations as a ledger; names and kinds of organisations are public. */
export function exportOrganisations(
  context: ReadContext,
  filter: Record<string, unknown>,
  page: (cursor: string | undefined) => Promise<{ items: OrganisationItem[]; next: string | null }>,
  language: Language,
): Promise<Ledger> {
  const kind = wordsOf(kindWords, language);
  const exists = wordsOf(standing, language);
  return listSheet(
    context,
    {
      title: { zh: '组织列表', en: 'Organisations' },
      columns: [
        {
          title: { zh: '名称', en: 'Name' },
          width: 36,
          cell: (row) => row.name,
          change: { zh: '在组织页“更名”', en: 'Rename it on its page' },
        },
        {
          title: { zh: '类别', en: 'Kind' },
          width: 16,
          cell: (row) => kind(row.kind),
          change: { zh: '设立时确定，此后不变', en: 'Settled when it is founded' },
        },
        {
          title: { zh: '所属政协', en: 'Body' },
          width: 28,
          cell: (row) => row.bodyName,
          change: { zh: '设立时确定，此后不变', en: 'Settled when it is founded' },
        },
        {
          title: { zh: '简称', en: 'Short names' },
          width: 28,
          cell: (row) => row.aliases.join('、'),
          change: { zh: '在组织页“更名”时登记', en: 'Recorded with a new name on its page' },
        },
        {
          title: { zh: '状态', en: 'State' },
          width: 10,
          cell: (row) => exists(String(row.exists)),
          change: { zh: '在组织页“撤销”', en: 'Dissolve it on its page' },
        },
        { title: { zh: '编号', en: 'Id' }, width: 12, cell: (row) => row.id, change: unchanging },
      ],
      filter,
      read: page,
      rowId: (row) => row.id,
      page: '/organisations/{id}',
    },
    language,
  );
}
