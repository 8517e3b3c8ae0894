import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { papersText } from './locale.ts';

/** From a document's board to the papers that can be made of it. */
export function NewPaperLink({ directiveId }: { directiveId: string }) {
  const t = useText(papersText);
  return <Link to={`/directives/${directiveId}/papers`}>{t('new')}</Link>;
}
