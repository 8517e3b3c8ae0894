import { useEffect, useRef, useState } from 'react';
import type { Answer } from '../../../app/api.ts';
import { call } from '../../../app/client.ts';
import { useLive } from '../../../app/live.ts';
import { formatInstant } from '../../../app/locale/formats.ts';
import { useLanguage } from '../../../app/locale/language.ts';
import { useText } from '../../../app/locale/text.ts';
import { companyText } from './companyLocale.ts';
import { may, type Review } from './model.ts';
import { stepText } from './stepLocale.ts';
import styles from './workbench.module.css';

type News = Answer<'GET /api/directives/:directiveId/review/changes'>;

interface CompanyProps {
  review: Review;
  /** Puts what changed on screen. */
  onNews: (news: News) => void;
  /** The changes could not be asked for. */
  onLost: () => void;
}

/** Last things that others did that are kept in sight. */
const told = 3;

/**
 * Others at the same document: who is here, and what they have just done. Only what changed is asked for, so that an open page
 * costs little while others work, and what is in hand here stays as it is.
 */
export default function Company({ review, onNews, onLost }: CompanyProps) {
  const t = useText(companyText);
  const steps = useText(stepText);
  const language = useLanguage();
  const [news, setNews] = useState<News['news']>([]);
  const { directive, seq } = review;
  const asking = useRef(false);
  const again = useRef(false);
  const latest = useRef({ seq, versionId: directive.currentVersion.id });
  useEffect(() => {
    latest.current = { seq, versionId: directive.currentVersion.id };
  });
  const look = async () => {
    if (asking.current) {
      again.current = true;
      return;
    }
    asking.current = true;
    try {
      const { seq: after, versionId } = latest.current;
      const input = { params: { directiveId: directive.id }, query: { versionId, after } };
      const found = await call('GET /api/directives/:directiveId/review/changes', input);
      // Begun anew meanwhile: the steps of that version are counted from the start.
      if (latest.current.versionId !== versionId) {
        again.current = true;
        return;
      }
      if (found.seq > after) onNews(found);
      latest.current = { versionId, seq: found.seq };
      setNews((before) => [...before, ...found.news].slice(-told));
    } catch {
      onLost();
    } finally {
      asking.current = false;
      if (again.current) {
        again.current = false;
        void look();
      }
    }
  };
  useLive(['review_steps'], () => void look());
  const names = useOthers(directive.id, may(review, 'review'));
  return (
    <div className={styles.company}>
      {names.length === 0 ? null : <p>{t('here', { names: names.join('、') })}</p>}
      <ul role="status">
        {news.map((one) => (
          <li key={one.id}>
            {t('did', {
              by: one.by,
              at: formatInstant(one.at, language),
              step: steps(`step.${one.kind}`),
              count: one.count,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

const heartbeatMs = 20_000;

/** Says that this page is open while it is in front, and who else has the document open. */
function useOthers(directiveId: string, taking: boolean): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  const beat = useRef<(leaving: boolean) => void>(() => undefined);
  useEffect(() => {
    beat.current = (leaving) => {
      if (!taking) return;
      const body = { leaving };
      call('POST /api/directives/:directiveId/here', { params: { directiveId }, body }, { outlives: leaving }).then(
        (answer) => setNames(answer.names),
        // Who is here is a courtesy: when it cannot be known nobody is shown, and the next beat asks again.
        () => setNames([]),
      );
    };
  });
  useEffect(() => {
    const here = () => beat.current(document.visibilityState === 'hidden');
    const leave = () => beat.current(true);
    here();
    const timer = window.setInterval(here, heartbeatMs);
    document.addEventListener('visibilitychange', here);
    window.addEventListener('pagehide', leave);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', here);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  useLive(taking ? ['review_presences'] : undefined, () => beat.current(false));
  return names;
}
