import { useText } from '../../app/locale/text.ts';
import { FormDialog, type FormDialogProps } from '../../ui/FormDialog.tsx';
import { organisationsText } from './locale.ts';

/** The frame of every act upon an organisation, with the words of its fields. */
export function ActDialog(props: Omit<FormDialogProps, 'labels'>) {
  const t = useText(organisationsText);
  const labels: Record<string, string> = {
    name: t('field.name'),
    kind: t('field.kind'),
    foundedOn: t('field.foundedOn'),
    from: t('field.from'),
    on: t('field.on'),
    lastDay: t('field.lastDay'),
    reason: t('field.reason'),
    attachedTo: t('field.attachedTo'),
    guidedBy: t('field.guidedBy'),
    successorId: t('field.successorId'),
    personId: t('field.personId'),
    post: t('field.post'),
    id: t('field.id'),
    bodyId: t('field.bodyId'),
  };
  return <FormDialog {...props} labels={labels} />;
}
