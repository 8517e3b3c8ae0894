import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Answer } from '../../app/api.ts';
import { useFieldWords } from '../../app/locale/field.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { peopleText } from './locale.ts';
import { Phone } from './Phone.tsx';
import styles from './people.module.css';

type Person = Answer<'GET /api/people/:id'>;

/** One question: who is this, what do they hold, and how do I reach them? */
export default function PersonPage() {
  const { personId } = useParams({ strict: false }) as { personId: string };
  const read = useRead('GET /api/people/:id', { params: { id: personId } });
  return <Answered read={read}>{(person) => <Shown key={person.id} person={person} />}</Answered>;
}

function Shown({ person }: { person: Person }) {
  const t = useText(peopleText);
  const words = useFieldWords();
  return (
    <Page
      title={person.name}
      above={<Link to="/people">{t('title')}</Link>}
      lead={
        person.formerNames.length === 0 ? undefined : t('formerNames', { names: person.formerNames.join(t('comma')) })
      }
      answer={
        <Card>
          <Phone person={person} />
        </Card>
      }
    >
      <Section title={t('posts')}>
        <Rows none={t('noPosts')}>
          {person.posts.map((held) => (
            <Row key={held.id} from={held.from} to={held.to}>
              <Link to={`/organisations/${held.organisation.id}`}>{held.organisation.name}</Link> ·{' '}
              {words('post', held.post)}
            </Row>
          ))}
        </Rows>
      </Section>
      <Section title={t('seats')}>
        <Rows none={t('noSeats')}>
          {person.seats.map((seat) => (
            <Row key={seat.id} from={seat.from} to={seat.to} notes={notesOf(seat)}>
              <Link to={`/organisations/${seat.body.id}`}>{seat.body.name}</Link> · {words('seat', seat.position)}
              {seat.status === 'serving' ? null : `（${words('status', seat.status)}）`}
            </Row>
          ))}
        </Rows>
      </Section>
      <Section title={t('branches')}>
        <Rows none={t('noBranches')}>
          {person.branches.map((branch) => (
            <Row key={branch.id} from={branch.from} to={branch.to}>
              <Link to={`/organisations/${branch.organisation.id}`}>{branch.organisation.name}</Link> ·{' '}
              {t(`branch.${branch.kind}` as 'branch.home')}
            </Row>
          ))}
        </Rows>
      </Section>
    </Page>
  );

  function notesOf(seat: Person['seats'][number]): string[] {
    return [
      seat.sector === null ? null : t('sector', { sector: seat.sector }),
      seat.committee === null ? null : t('committee', { committee: seat.committee.name }),
    ].filter((note) => note !== null);
  }
}

function Rows({ none, children }: { none: string; children: ReactNode[] }) {
  if (children.length === 0) return <p className={styles.note}>{none}</p>;
  return <ul className={styles.list}>{children}</ul>;
}

function Row({
  from,
  to,
  notes = [],
  children,
}: {
  from: string | null;
  to: string | null;
  notes?: readonly string[];
  children: ReactNode;
}) {
  const t = useText(peopleText);
  const language = useLanguage();
  const begins = from === null ? null : formatDay(from, language);
  const when =
    begins === null
      ? t('always')
      : to === null
        ? t('onwards', { from: begins })
        : t('period', { from: begins, to: formatDay(to, language) });
  return (
    <li className={styles.item}>
      <span className={styles.name}>{children}</span>
      <span className={styles.note}>{[...notes, when].join(' · ')}</span>
    </li>
  );
}
