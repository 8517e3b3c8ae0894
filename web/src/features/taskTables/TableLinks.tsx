import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { tablesText } from './locale.ts';

/** From where documents are taken in to where task tables are. */
export function ImportTableLink() {
  const t = useText(tablesText);
  return <Link to="/task-tables/import">{t('import.title')}</Link>;
}

/** From a document to its task table: export, send to a county, read back. */
export function TaskTableLink({ directiveId }: { directiveId: string }) {
  const t = useText(tablesText);
  return <Link to={`/directives/${directiveId}/table`}>{t('table.title')}</Link>;
}
