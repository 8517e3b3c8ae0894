import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { remindersText } from './locale.ts';
import styles from './reminders.module.css';

type Chosen = Answer<'GET /api/notices/preferences'>;

/** How the reader wants to be told besides here; nothing where the installation offers no other way. */
export function Preferences() {
  const t = useText(remindersText);
  const read = useRead('GET /api/notices/preferences', {});
  if (read.data === undefined || read.data.offered.length === 0) return <ProblemNotice problem={read.error} />;
  return (
    <Section title={t('also')}>
      <PreferencesForm key={read.data.version} chosen={read.data} />
    </Section>
  );
}

function PreferencesForm({ chosen }: { chosen: Chosen }) {
  const t = useText(remindersText);
  const language = useLanguage();
  const [mailAddress, setMailAddress] = useState(chosen.mailAddress ?? '');
  const [bySms, setBySms] = useState(chosen.bySms);
  const act = useAct('POST /api/notices/preferences', { refreshes: ['GET /api/notices/preferences'] });
  const save = () =>
    act.send({
      body: { seenVersion: chosen.version, mailAddress: mailAddress.trim() || null, bySms, language },
    });
  const changed = mailAddress.trim() !== (chosen.mailAddress ?? '') || bySms !== chosen.bySms;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !act.sending) save();
      }}
    >
      <p className={styles.note}>{t('alsoText')}</p>
      {chosen.offered.includes('mail') ? (
        <TextInput
          label={t('mailAddress')}
          type="email"
          autoComplete="email"
          value={mailAddress}
          onChange={(event) => setMailAddress(event.currentTarget.value)}
          maxLength={254}
        />
      ) : null}
      {chosen.offered.includes('sms') ? (
        <Checkbox
          label={chosen.phone === null ? t('smsWithout') : t('sms', { phone: chosen.phone })}
          checked={bySms}
          disabled={chosen.phone === null && !bySms}
          onChange={(event) => setBySms(event.currentTarget.checked)}
        />
      ) : null}
      <ProblemNotice problem={act.problem} fieldLabel={(path) => (path === 'mailAddress' ? t('mailAddress') : null)} />
      <Button type="submit" variant="default" loading={act.sending} disabled={!changed}>
        {t('save')}
      </Button>
      {chosen.version > 0 && !changed ? <p role="status">{t('saved')}</p> : null}
    </form>
  );
}
