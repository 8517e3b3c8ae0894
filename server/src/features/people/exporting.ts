import { postKinds } from '@xieli/codes';
import type { ReadContext } from '../../platform/context.ts';
import type { Download } from '../../platform/http/pipeline.ts';
import type { Language } from '../../platform/locale/messages.ts';
import { listSheet, wordsOf } from '../../platform/sheets/list-sheet.ts';
import { findPeople, type PeopleQuery } from './search.ts';

const rowsAtOnce = 500;
const postWords = Object.fromEntries(postKinds.map(({ id, name, english }) => [id, { zh: name, en: english }]));

/** The list of people as a spreadsheet: names, posts and bodies. Phone numbers are sensitive and in no file. */
export function exportPeople(
  context: ReadContext,
  filter: Pick<PeopleQuery, 'search' | 'organisationId' | 'sort'>,
  language: Language,
): Promise<Download> {
  const post = wordsOf(postWords, language);
  return listSheet(
    context,
    {
      title: { zh: '人员列表', en: 'People' },
      filter,
      page: (cursor) => findPeople(context, { ...filter, cursor, limit: rowsAtOnce }, 'person.export'),
      columns: [
        { title: { zh: '姓名', en: 'Name' }, width: 12, cell: (row) => row.name },
        {
          title: { zh: '任职', en: 'Posts' },
          width: 48,
          cell: (row) => row.posts.map((held) => `${held.organisation.name} ${post(held.post)}`).join('、'),
        },
        {
          title: { zh: '所在政协', en: 'Bodies' },
          width: 36,
          cell: (row) => row.bodies.map((body) => body.name).join('、'),
        },
        { title: { zh: '编号', en: 'Id' }, width: 12, cell: (row) => row.id },
      ],
    },
    language,
  );
}
