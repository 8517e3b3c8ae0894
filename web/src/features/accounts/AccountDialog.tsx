import { useText } from '../../app/locale/text.ts';
import { FormDialog, type FormDialogProps } from '../../ui/FormDialog.tsx';
import { accountsText } from './locale.ts';

/** The frame of the forms about accounts, with the words of their fields. */
export function AccountDialog(props: Omit<FormDialogProps, 'labels'>) {
  const t = useText(accountsText);
  const labels: Record<string, string> = {
    username: t('username'),
    displayName: t('displayName'),
    personId: t('holder'),
    version: t('field.version'),
  };
  return <FormDialog {...props} labels={labels} />;
}
