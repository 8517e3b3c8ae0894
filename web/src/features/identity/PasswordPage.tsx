import { useText } from '../../app/locale/text.ts';
import { Card, Page } from '../../ui/Page.tsx';
import { identityText } from './locale.ts';
import { PasswordForm } from './PasswordForm.tsx';

export default function PasswordPage() {
  const t = useText(identityText);
  return (
    <Page title={t('changePassword')} width="narrow">
      <Card>
        <PasswordForm />
      </Card>
    </Page>
  );
}
