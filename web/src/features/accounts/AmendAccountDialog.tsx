import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { AccountDialog } from './AccountDialog.tsx';
import { asBody, type Holder, HolderFields } from './HolderFields.tsx';
import { accountsText } from './locale.ts';

interface AmendAccountDialogProps {
  account: Answer<'GET /api/accounts/:accountId'>;
  onClose: () => void;
}

/** Mends the person and the name of an account that was opened without them, or with the wrong ones. */
export default function AmendAccountDialog({ account, onClose }: AmendAccountDialogProps) {
  const t = useText(accountsText);
  const [holder, setHolder] = useState<Holder>({
    displayName: account.displayName,
    person: account.personId === null ? null : { id: account.personId, name: account.personName ?? '', detail: null },
  });
  const act = useAct('POST /api/accounts/:accountId/amend', { onDone: onClose });
  return (
    <AccountDialog
      title={t('amend')}
      text={t('amendText')}
      submit={t('amend')}
      ready={holder.displayName.trim() !== ''}
      act={act}
      onSubmit={() =>
        act.send({ params: { accountId: account.id }, body: { version: account.version, ...asBody(holder) } })
      }
      onClose={onClose}
    >
      <HolderFields holder={holder} onChange={setHolder} />
    </AccountDialog>
  );
}
