import { Link } from '@tanstack/react-router';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { Card, Page } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { remindersText } from './locale.ts';
import styles from './reminders.module.css';
import { rulesText } from './rulesLocale.ts';

type Rules = Answer<'GET /api/notices/ladder'>;

/** One question: when does the program remind by itself, and whom? */
export default function RulesPage() {
  const t = useText(rulesText);
  const notices = useText(remindersText);
  const read = useRead('GET /api/notices/ladder', {}, { live: ['delivery_settings'] });
  return (
    <Page title={t('rules')} lead={t('rulesLead')} above={<Link to="/notices">{notices('title')}</Link>}>
      <Answered read={read}>{(rules) => <Steps rules={rules} />}</Answered>
    </Page>
  );
}

function Steps({ rules }: { rules: Rules }) {
  const t = useText(rulesText);
  const role = useText(roleText);
  const named = (roles: Rules['reporting']) => roles.map((one) => role(one)).join(role('and'));
  const [roles, above] = [named(rules.reporting), named(rules.escalating)];
  return (
    <>
      <Card>
        <table className={styles.steps}>
          <caption>{t('rulesCaption')}</caption>
          <thead>
            <tr>
              {(['when', 'whom', 'up'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.steps.map(({ rung, when, days, escalates }) => (
              <tr key={rung}>
                <th scope="row">{t(`when.${when}`, days === null ? {} : { count: days })}</th>
                <td data-label={t('whom')}>{t(escalates ? 'ownAndAbove' : 'own')}</td>
                <td data-label={t('up')}>{t(escalates ? 'upYes' : 'upNo')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <ul className={styles.terms}>
        <li>{t('ownText', { roles })}</li>
        <li>{t('upText', { above })}</li>
        <li>{t('statesText', { states: rules.states.join(role('and')) })}</li>
        <li>{t('daysText')}</li>
        <li>{t('hoursText', { from: rules.wakesAt, to: rules.sleepsAt })}</li>
        <li>{t('fixedText')}</li>
      </ul>
    </>
  );
}
