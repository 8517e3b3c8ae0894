import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { call } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { useSession } from '../../app/session.ts';
import { Card } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { joinedAudience } from './audience.ts';
import styles from './directives.module.css';
import { type Head, HeadFields } from './HeadFields.tsx';

import { importText } from './importLocale.ts';
import { directivesText } from './locale.ts';
import { type Reading, sourceOf } from './Source.tsx';
import { choosableKinds } from './state.ts';

/** What has to be known of a document before it is taken in; filled with what the text itself says. */
export function ImportForm({ reading }: { reading: Reading }) {
  const t = useText(directivesText);
  const i = useText(importText);
  const navigate = useNavigate();
  const missingId = useId();
  const { document } = reading;
  const [issuedOn, setIssuedOn] = useState(document.date?.day ?? '');
  const [head, setHead] = useState<Head>({
    title: document.title ?? '',
    kind: choosableKinds.find((kind) => kind === document.kind) ?? 'other',
    issuerName: document.issuerName ?? '',
    documentNumber: document.documentNumber ?? '',
    horizon: '',
    audience: {
      text: document.audience?.text ?? '',
      organisationIds: document.audience?.organisations.map((one) => one.id) ?? [],
    },
  });
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    () => new Map(document.audience?.organisations.map((one) => [one.id, one.name])),
  );
  const take = useAct('POST /api/directives', {
    onDone: ({ id }) => navigate({ to: `/directives/${id}/review` as never }),
  });
  const save = () =>
    take.send({
      body: {
        ...head,
        documentNumber: head.documentNumber.trim() || null,
        horizon: head.horizon || undefined,
        issuedOn,
        source: sourceOf(reading),
      },
    });
  const missing = [
    issuedOn === '' && t('issuedOn'),
    head.title.trim() === '' && t('title'),
    head.issuerName.trim() === '' && t('issuer'),
    head.audience.organisationIds.length === 0 && i('audience'),
  ].filter((name) => name !== false);
  const ready = missing.length === 0;
  const labels: Record<string, string> = { audience: i('audience'), horizon: i('horizon'), 'body.title': t('title') };
  return (
    <Card as="section">
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        <p className={styles.note}>{i('headLead')}</p>
        <TextInput
          type="date"
          label={t('issuedOn')}
          description={document.date === null ? i('dateMissing') : i('dateFound', { text: document.date.text })}
          value={issuedOn}
          required
          onChange={(event) => setIssuedOn(event.currentTarget.value)}
        />
        <HeadFields
          head={head}
          names={names}
          onChange={setHead}
          onNamed={(id, name) => setNames(new Map([...names, [id, name]]))}
          audienceChoices={
            <>
              {document.audience === null ? null : <AudienceFound found={document.audience} />}
              <QuickAudience
                onPick={(text, found) => {
                  setNames((known) => new Map([...known, ...found.map((one) => [one.id, one.name] as const)]));
                  setHead((now) => ({ ...now, audience: joinedAudience(now.audience, text, found) }));
                }}
              />
            </>
          }
        />
        <ProblemNotice problem={take.problem} fieldLabel={(path) => labels[path] ?? null} />
        <p id={missingId} className={styles.missing} role="status">
          {ready ? '' : i('missing', { what: missing.join(i('comma')) })}
        </p>
        <Button type="submit" disabled={!ready} loading={take.sending} aria-describedby={missingId}>
          {i('save')}
        </Button>
      </form>
    </Card>
  );
}

/** Whom the text itself names, to be checked; what of it names nobody here has to be added by hand. */
function AudienceFound({ found }: { found: NonNullable<Reading['document']['audience']> }) {
  const i = useText(importText);
  const { text, organisations, unknown } = found;
  return (
    <p className={styles.note} role="note">
      {organisations.length === 0 ? null : i('audienceFound', { text, count: organisations.length })}
      {unknown.length === 0 ? null : <strong> {i('audienceUnknown', { what: unknown.join(i('comma')) })}</strong>}
    </p>
  );
}

/** As many as one system of a city can have of one kind; the server's own limit for one page. */
const pageLimit = 200;

/** The audiences that most documents have, one press each; a document may have several of them. */
function QuickAudience({ onPick }: { onPick: (text: string, found: { id: string; name: string }[]) => void }) {
  const i = useText(importText);
  const session = useSession();
  const home = session.roles[0]?.organisationId ?? '';
  const mine = useRead('GET /api/organisations/:id', { params: { id: home } }, { enabled: home !== '' });
  const [problem, setProblem] = useState<unknown>(null);
  const bodyId = mine.data?.body.id;
  const pick = async (text: string, kind: string, own: boolean) => {
    setProblem(null);
    try {
      const { items } = await call('GET /api/organisations', { query: { kind, limit: pageLimit } });
      onPick(
        text,
        items.filter((one) => (one.bodyId === bodyId) === own),
      );
    } catch (failure) {
      setProblem(failure);
    }
  };
  if (bodyId === undefined) return null;
  return (
    <div className={styles.quick}>
      <Button variant="default" onClick={() => pick(i('audienceCounties'), 'partyGroup', false)}>
        {i('audienceCounties')}
      </Button>
      <Button variant="default" onClick={() => pick(i('audienceBodies'), 'cppccBody', false)}>
        {i('audienceBodies')}
      </Button>
      <Button variant="default" onClick={() => pick(i('audienceCommittees'), 'specialCommittee', true)}>
        {i('audienceCommittees')}
      </Button>
      <ProblemNotice problem={problem} />
    </div>
  );
}
