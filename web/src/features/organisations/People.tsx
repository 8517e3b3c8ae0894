import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFieldWords } from '../../app/locale/field.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import type { Organisation } from './ChangeDialogs.tsx';
import { organisationsText } from './locale.ts';
import styles from './organisations.module.css';
import { AppointDialog, EndPostDialog, type Held } from './PostDialogs.tsx';

/** Who holds posts here, the liaison before all, and how to change it. */
export function People({ organisation, isBody }: { organisation: Organisation; isBody: boolean }) {
  const t = useText(organisationsText);
  const [open, setOpen] = useState<'liaison' | 'post' | null>(null);
  const posts = useRead('GET /api/organisations/:id/posts', { params: { id: organisation.id } });
  const mayAppoint = organisation.can.some((entry) => entry.action === 'appoint' && entry.allowed);
  const outOfSight = posts.error?.kind === 'notFound' || posts.error?.kind === 'forbidden';
  return (
    <Section
      title={t('people')}
      aside={
        mayAppoint ? (
          <Button.Group>
            <Button variant="default" onClick={() => setOpen('liaison')}>
              {t('nameLiaison')}
            </Button>
            <Button variant="default" onClick={() => setOpen('post')}>
              {t('appoint')}
            </Button>
          </Button.Group>
        ) : undefined
      }
    >
      {outOfSight ? (
        <p className={styles.note}>{t('peopleHidden')}</p>
      ) : (
        <Answered read={posts}>
          {({ items }) => <Posts items={items} isBody={isBody} exists={organisation.existence.exists} />}
        </Answered>
      )}
      {open === null ? null : (
        <AppointDialog organisation={organisation} liaison={open === 'liaison'} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}

function Posts({ items, isBody, exists }: { items: readonly Held[]; isBody: boolean; exists: boolean }) {
  const t = useText(organisationsText);
  const liaisons = items.filter((held) => held.post === 'liaison');
  const others = items.filter((held) => held.post !== 'liaison');
  return (
    <ul className={styles.list}>
      {liaisons.map((held) => (
        <Line key={held.id} held={held} />
      ))}
      {liaisons.length === 0 && exists ? (
        <li className={styles.item}>
          <span className={styles.itemName}>
            {t('liaisonIs')}
            <b>{t('noLiaison')}</b>
          </span>
          <span className={styles.note}>{t(isBody ? 'noLiaisonOfBody' : 'noLiaisonText')}</span>
        </li>
      ) : null}
      {others.map((held) => (
        <Line key={held.id} held={held} />
      ))}
      {items.length === 0 && !exists ? <li className={`${styles.item} ${styles.note}`}>{t('noPeople')}</li> : null}
    </ul>
  );
}

function Line({ held }: { held: Held }) {
  const t = useText(organisationsText);
  const words = useFieldWords();
  const language = useLanguage();
  const [ending, setEnding] = useState(false);
  const mayEnd = held.can.some((entry) => entry.action === 'end' && entry.allowed);
  return (
    <li className={styles.item}>
      <span className={styles.itemName}>
        <Link to={`/people/${held.person.id}`}>{held.person.name}</Link> · {words('post', held.post)}
      </span>
      {held.from === null ? null : (
        <span className={styles.note}>{t('heldSince', { from: formatDay(held.from, language) })}</span>
      )}
      {mayEnd ? (
        <Button variant="subtle" color="gray" onClick={() => setEnding(true)}>
          {t('endPost')}
        </Button>
      ) : null}
      {ending ? <EndPostDialog held={held} onClose={() => setEnding(false)} /> : null}
    </li>
  );
}
