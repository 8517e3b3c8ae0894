import { Button } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { useSession } from '../../app/session.ts';
import { type Figure, FigureValue } from '../../ui/FigureValue.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { papersText } from './locale.ts';
import styles from './papers.module.css';

type Kind = 'progressCircular' | 'dispatchNotice' | 'urgingLetter';

/** Which paper is to be made of a document: one tap drafts it. */
export default function NewPaperPage() {
  const { directiveId = '' } = useParams({ strict: false }) as { directiveId?: string };
  const t = useText(papersText);
  const navigate = useNavigate();
  const board = useRead('GET /api/board', { query: { directiveId } }, { live: ['tasks'] });
  const act = useAct('POST /api/papers', { onDone: ({ paperId }) => navigate({ to: `/papers/${paperId}` as never }) });
  const draft = (kind: Kind, bodyId: string | null = null) => act.send({ body: { kind, directiveId, bodyId } });
  return (
    <Page
      title={t('new')}
      lead={t('newLead')}
      above={<Link to={`/board/${directiveId}` as never}>{board.data?.directive?.title ?? ''}</Link>}
    >
      <ProblemNotice problem={act.problem} />
      <Answered read={board} lines={6}>
        {({ bodies }) => (
          <ul className={styles.choices}>
            {(['progressCircular', 'dispatchNotice'] as const).map((kind) => (
              <li key={kind}>
                <Choice kind={kind} />
                <Button
                  onClick={() => draft(kind)}
                  loading={act.sending}
                  aria-label={`${t(`new.${kind}`)} ${t('new.draft')}`}
                >
                  {t('new.draft')}
                </Button>
              </li>
            ))}
            <li>
              <Choice kind="urgingLetter" />
              <LateBodies bodies={bodies} sending={act.sending} onDraft={(bodyId) => draft('urgingLetter', bodyId)} />
            </li>
          </ul>
        )}
      </Answered>
    </Page>
  );
}

function Choice({ kind }: { kind: Kind }) {
  const t = useText(papersText);
  return (
    <div>
      <h2>{t(`new.${kind}`)}</h2>
      <p>{t(`new.${kind}.text`)}</p>
    </div>
  );
}

interface LateBodiesProps {
  bodies: readonly { id: string; name: string; late: Figure }[];
  sending: boolean;
  onDraft: (bodyId: string) => void;
}

/** The bodies to which a letter can go: others with late tasks, in the order of the board. */
function LateBodies({ bodies, sending, onDraft }: LateBodiesProps) {
  const t = useText(papersText);
  const own = useSession().roles.map((role) => role.organisationId);
  const late = bodies.filter((body) => (body.late.value ?? 0) > 0 && !own.includes(body.id));
  if (late.length === 0) return <p className={styles.quiet}>{t('new.none')}</p>;
  return (
    <ul className={styles.bodies}>
      {late.map((body) => (
        <li key={body.id}>
          <span>
            {body.name} <FigureValue figure={body.late} label={`${body.name} ${t('new.late')}`} size="inline" />
          </span>
          <Button
            variant="default"
            onClick={() => onDraft(body.id)}
            loading={sending}
            aria-label={`${body.name} ${t('new.draft')}`}
          >
            {t('new.draft')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
