import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { uiText } from '../../ui/locale.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './directives.module.css';
import { type Head, HeadFields } from './HeadFields.tsx';
import { importText } from './importLocale.ts';
import { directivesText } from './locale.ts';
import { may, type Review } from './review/model.ts';
import { type ChoosableKind, choosableKinds } from './state.ts';

/** Changes what is said about a document, its audience above all; a wrong import is withdrawn here. */
export default function HeadDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const t = useText(directivesText);
  const i = useText(importText);
  const ui = useText(uiText);
  const navigate = useNavigate();
  const { directive } = review;
  const [head, setHead] = useState<Head>({
    title: directive.title,
    kind: choosableKinds.find((kind) => kind === directive.kind) ?? ('other' satisfies ChoosableKind),
    issuerName: directive.issuerName,
    documentNumber: directive.documentNumber ?? '',
    horizon: directive.horizon,
    audience: directive.audience,
  });
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    () => new Map(review.organisations.map((one) => [one.id, one.name])),
  );
  const [reason, setReason] = useState('');
  const amend = useAct('POST /api/directives/:directiveId/amend', { onDone: onClose });
  const withdraw = useAct('POST /api/directives/:directiveId/withdraw');
  const params = { directiveId: directive.id };
  const save = () =>
    amend.send({
      params,
      body: { ...head, documentNumber: head.documentNumber.trim() || null, seenVersion: directive.version },
    });
  return (
    <Dialog
      title={t('head')}
      place="right"
      onClose={onClose}
      actions={
        <>
          {may(review, 'withdraw') ? (
            <ConfirmAction
              variant="default"
              label={i('withdraw')}
              question={i('withdrawQuestion')}
              text={i('withdrawText')}
              ready={reason.trim() !== ''}
              onConfirm={async () => {
                await withdraw.sendAndWait({ params, body: { seenVersion: directive.version, reason: reason.trim() } });
                await navigate({ to: '/directives' as never });
              }}
            >
              <TextInput
                label={i('reason')}
                value={reason}
                required
                maxLength={500}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </ConfirmAction>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button loading={amend.sending} onClick={save}>
            {i('saveChanges')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <ProblemNotice problem={amend.problem} />
        <HeadFields
          head={head}
          names={names}
          onChange={setHead}
          onNamed={(id, name) => setNames(new Map([...names, [id, name]]))}
        />
      </div>
    </Dialog>
  );
}
