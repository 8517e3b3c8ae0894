import { useText } from '../../app/locale/text.ts';
import { FormDialog, type FormDialogProps } from '../../ui/FormDialog.tsx';
import { grantsText } from './locale.ts';

/** The frame of the forms about grants, with the words of their fields. */
export function GrantForm(props: Omit<FormDialogProps, 'labels'>) {
  const t = useText(grantsText);
  const labels: Record<string, string> = {
    role: t('role'),
    organisationId: t('organisation'),
    from: t('from'),
    until: t('until'),
    lastDay: t('endOn'),
    reason: t('reason'),
    version: t('field.version'),
  };
  return <FormDialog {...props} labels={labels} />;
}
