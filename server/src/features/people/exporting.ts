import { postKinds } from '@xieli/codes';
import type { ReadContext } from '../../platform/context.ts';
import type { Language } from '../../platform/locale/messages.ts';
import type { Ledger } from '../../platform/sheets/ledger.ts';
import { listSheet, unchanging, wordsOf } from '../../platform/sheets/list-sheet.ts';
import { findPeople, type PeopleQuery } from './search.ts';

const rowsAtOnce = 500;
const postWords = Object.fromEntries(postKinds.map(({ id, name, english }) => [id, { zh: name, en: english }]));

/** The list of people as a ledger: names, posts and bodies. Phone numbers are sensitive and in no file. */
export function exportPeople(
  context: ReadContext,
  filter: Pick<PeopleQuery, 'search' | 'organisationId' | 'sort'>,
  language: Language,
): Promise<Ledger> {
  const post = wordsOf(postWords, language);
  return listSheet(
    context,
    {
      title: { zh: '人员列表', en: 'People' },
      filter,
      read: (cursor) => findPeople(context, { ...filter, cursor, limit: rowsAtOnce }, 'person.export'),
      rowId: (row) => row.id,
      page: '/people/{id}',
      columns: [
        {
          title: { zh: '姓名', en: 'Name' },
          width: 12,
          cell: (row) => row.name,
          change: { zh: '取自名册，协力中不能更改', en: 'Taken from the register; it cannot be changed here' },
        },
        {
          title: { zh: '任职', en: 'Posts' },
          width: 48,
          cell: (row) => row.posts.map((held) => `${held.organisation.name} ${post(held.post)}`).join('、'),
          change: { zh: '在组织页“任职”“免职”', en: 'Appoint or end posts on the page of the organisation' },
        },
        {
          title: { zh: '所在政协', en: 'Bodies' },
          width: 36,
          cell: (row) => row.bodies.map((body) => body.name).join('、'),
          change: { zh: '由任职得出', en: 'Follows from the posts' },
        },
        { title: { zh: '编号', en: 'Id' }, width: 12, cell: (row) => row.id, change: unchanging },
      ],
    },
    language,
  );
}
