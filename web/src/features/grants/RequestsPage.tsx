import { useText } from '../../app/locale/text.ts';
import { rowsOf, useList } from '../../app/queries.ts';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { grantsText } from './locale.ts';
import { RequestLines } from './RequestLines.tsx';

/** One question: which roles wait for an approval? Then: what became of the others? */
export default function RequestsPage() {
  const t = useText(grantsText);
  return (
    <Page title={t('requests')} lead={t('requestsLead')}>
      <Requests decided="false" />
      <Section title={t('decidedTitle')}>
        <Requests decided="true" />
      </Section>
    </Page>
  );
}

function Requests({ decided }: { decided: 'true' | 'false' }) {
  const t = useText(grantsText);
  const list = useList('GET /api/grant-requests', { query: { decided } }, { live: ['grant_requests'] });
  return (
    <Answered read={list}>
      {(pages) => {
        const rows = rowsOf(pages);
        if (rows.length === 0)
          return <EmptyState title={t(decided === 'true' ? 'noneDecided' : 'nonePending')} icon="account" />;
        return (
          <>
            <RequestLines rows={rows} />
            <MoreButton list={list} />
          </>
        );
      }}
    </Answered>
  );
}
